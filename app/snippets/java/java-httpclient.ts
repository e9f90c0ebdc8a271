import { assertNever } from '#app/assert-never.ts';
import { headerComment } from '#app/snippets/header.ts';
import { javaFieldClasses, javaFields, needsClasses } from './java-fields.ts';
import { multipartMethod } from './java-multipart.ts';
import { quoteJava as quote } from './java-quote.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';

export const javaHttpClient: SnippetTarget = {
  id: 'java-httpclient',
  label: 'Java',
  library: 'java.net.http',
  extension: 'java',
  colouring: 'java',
  tokenSources: ['environment'],
  batches: false,
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['java', fileName],
    how: 'Run it with a Java Development Kit, 17 or newer.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  const multipart = input.request.encoding === 'multipart';
  return `${headerComment(input, '//', 'environment')}
// Run it with Java 17 or newer: java FILE.java

${imports(input)}

class RedcapRequest {
    public static void main(String[] args) throws Exception {
        String token = System.getenv().getOrDefault("${TOKEN_VARIABLE}", "").strip();
        if (token.isEmpty()) {
            fail(${quote(tokenIsMissing('environment'))});
        }

${javaFields(input.request.fields)}

${multipart ? '        String boundary = "part-" + UUID.randomUUID();\n' : ''}        HttpRequest request = HttpRequest.newBuilder(URI.create(${quote(input.url)}))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(${ANSWER_SECONDS}))
                .header("Content-Type", ${multipart ? '"multipart/form-data; boundary=" + boundary' : '"application/x-www-form-urlencoded"'})
                .POST(HttpRequest.BodyPublishers.${multipart ? 'ofByteArray(multipart(fields, boundary))' : 'ofString(form(fields))'})
                .build();
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(${CONNECT_SECONDS}))
                .followRedirects(HttpClient.Redirect.NEVER) // a redirect would carry the token elsewhere
                .build();

        HttpResponse<byte[]> response = null;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException error) {
            fail("No answer from the server: " + error);
        }
        int status = response.statusCode();
        String text = new String(response.body(), StandardCharsets.UTF_8);
${writeFileCheck(input)}
        // REDCap can report an error with status 200, and a wrong address answers with a web page.
        Pattern webPage = Pattern.compile(${quote(WEB_PAGE)}, Pattern.CASE_INSENSITIVE);
        Pattern redcapError = Pattern.compile(${quote(REDCAP_ERROR)});

        if (${unlessFile(input)}webPage.matcher(text).lookingAt()) {
            fail("The server sent a web page instead of data (HTTP status " + status + "). Check the address.");
        }
        if (status != 200 || ${unlessFile(input)}redcapError.matcher(text).lookingAt()) {
            fail("The request failed (HTTP status " + status + "): " + text);
        }

${writeAnswer(input)}
    }

${multipart ? multipartMethod : formMethod}

    static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
${javaFieldClasses(input.request.fields)}}
`;
}

const formMethod = `    static String form(String[][] fields) {
        return Arrays.stream(fields)
                .map(field -> encode(field[0]) + "=" + encode(field[1]))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }`;

function imports(input: SnippetInput): string {
  const multipart = input.request.encoding === 'multipart';
  const names = ['java.io.IOException', 'java.net.URI'];
  names.push('java.net.http.HttpClient', 'java.net.http.HttpRequest', 'java.net.http.HttpResponse');
  names.push('java.nio.charset.StandardCharsets', 'java.time.Duration', 'java.util.regex.Pattern');
  if (multipart) names.push('java.io.ByteArrayOutputStream', 'java.util.UUID');
  else names.push('java.net.URLEncoder', 'java.util.Arrays', 'java.util.stream.Collectors');
  if (needsClasses(input.request.fields)) names.push('java.util.stream.Stream');
  if (multipart || input.answer.kind === 'file') names.push('java.nio.file.Files', 'java.nio.file.Path');
  return names
    .sort()
    .map((name) => `import ${name};`)
    .join('\n');
}

function writeFileCheck(input: SnippetInput): string {
  if (input.answer.kind !== 'file') return '';
  return `
        // REDCap names the file it sends in the content type; an error has no name.
        boolean isFile = response.headers().firstValue("Content-Type").orElse("").contains("name=");
`;
}

function unlessFile(input: SnippetInput): string {
  return input.answer.kind === 'file' ? '!isFile && ' : '';
}

function writeAnswer(input: SnippetInput): string {
  switch (input.answer.kind) {
    case 'text':
      return '        System.out.write(response.body());\n        System.out.flush();';
    case 'file':
      return `        Path file = Path.of(${quote(input.answer.fileName)});
        Files.write(file, response.body());
        System.err.println("Saved " + file);`;
    case 'nothing':
      return '        System.err.println("Done (HTTP status " + status + ").");';
    default:
      return assertNever(input.answer);
  }
}
