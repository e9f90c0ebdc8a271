import { assertNever } from '#app/assert-never.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import {
  secretCommand,
  tokenIsMissing,
  tokenSourceOf,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import { javaBatches, recordNamesMethod } from './java-batches.ts';
import { javaFieldClasses, javaFields, needsClasses } from './java-fields.ts';
import { multipartMethod } from './java-multipart.ts';
import { javaClient, javaPost } from './java-post.ts';
import { quoteJava as quote } from './java-quote.ts';

export const javaHttpClient: SnippetTarget = {
  id: 'java-httpclient',
  label: 'Java',
  library: 'java.net.http',
  extension: 'java',
  colouring: 'java',
  tokenSources: ['environment', 'macos-keychain', 'secret-tool'],
  batches: 'folder',
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['java', fileName],
    how: 'Run it with a Java Development Kit, 17 or newer. Behind a proxy, write -Dhttps.proxyHost=NAME -Dhttps.proxyPort=NUMBER after “java”.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, javaHttpClient);
  const batched = batchedRequest(input);
  const { encoding, fields } = input.request;
  const methods = [
    javaClient,
    `    public static void main(String[] args) throws Exception {
        String token = ${tokenValue(input, source)};
        if (token.isEmpty()) {
            fail(${quote(tokenIsMissing(source))});
        }

${batched === null ? `${javaFields('fields', fields)}\n\n${answerOf(input)}` : javaBatches(batched)}
    }`,
    encoding === 'multipart' ? multipartMethod : formMethod,
    javaPost(input),
    batched === null ? '' : recordNamesMethod,
    source === 'environment' ? '' : outputMethod,
    `    static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }`,
  ];
  const classes =
    batched === null
      ? javaFieldClasses('fields', fields)
      : javaFieldClasses('nameFields', batched.names.fields) +
        javaFieldClasses('rowFields', batched.rows.fields);
  return `${headerComment(input, '//', source)}
// Run it with Java 17 or newer: java FILE.java

${imports(input, batched)}

class RedcapRequest {
${methods.filter((method) => method !== '').join('\n\n')}
${classes}}
`;
}

function tokenValue(input: SnippetInput, source: TokenSource): string {
  if (source !== 'macos-keychain' && source !== 'secret-tool') {
    return `System.getenv().getOrDefault("${TOKEN_VARIABLE}", "").strip()`;
  }
  return `output(${secretCommand(source, input.url).map(quote).join(', ')}).strip()`;
}

function imports(input: SnippetInput, batched: BatchedRequest | null): string {
  const multipart = input.request.encoding === 'multipart';
  const names = ['java.io.IOException', 'java.net.URI'];
  names.push('java.net.http.HttpClient', 'java.net.http.HttpRequest', 'java.net.http.HttpResponse');
  names.push('java.nio.charset.StandardCharsets', 'java.time.Duration', 'java.util.regex.Pattern');
  if (multipart) names.push('java.io.ByteArrayOutputStream', 'java.util.UUID');
  else names.push('java.net.URLEncoder', 'java.util.Arrays', 'java.util.stream.Collectors');
  const lists = batched === null ? [input.request] : [batched.names, batched.rows];
  if (lists.some(({ fields }) => needsClasses(fields))) names.push('java.util.stream.Stream');
  if (batched !== null) {
    names.push('java.time.LocalDateTime', 'java.time.format.DateTimeFormatter');
    names.push('java.util.ArrayList', 'java.util.List', 'java.util.regex.Matcher');
  }
  if (multipart || batched !== null || input.answer.kind === 'file') {
    names.push('java.nio.file.Files', 'java.nio.file.Path');
  }
  return names
    .sort()
    .map((name) => `import ${name};`)
    .join('\n');
}

function answerOf(input: SnippetInput): string {
  switch (input.answer.kind) {
    case 'text':
      return '        System.out.write(post(fields, token));\n        System.out.flush();';
    case 'file':
      return `        Path file = Path.of(${quote(input.answer.fileName)});
        Files.write(file, post(fields, token));
        System.err.println("Saved " + file);`;
    case 'nothing':
      return '        post(fields, token);\n        System.err.println("Done (HTTP status 200).");';
    default:
      return assertNever(input.answer);
  }
}

const formMethod = `    static String form(String[][] fields) {
        return Arrays.stream(fields)
                .map(field -> encode(field[0]) + "=" + encode(field[1]))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }`;

const outputMethod = `    /** What a command prints; nothing when there is no such command. */
    static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            return "";
        }
    }`;
