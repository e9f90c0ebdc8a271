import { ANSWER_SECONDS, CONNECT_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { quoteJava as quote } from './java-quote.ts';

const webPage = quote(WEB_PAGE);
const redcapError = quote(REDCAP_ERROR);

/** The constant that the method uses: one client for all calls of a program, since each has threads of its own. */
export const javaClient = `    static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(${CONNECT_SECONDS}))
            .followRedirects(HttpClient.Redirect.NEVER) // a redirect would carry the token elsewhere
            .build();`;

/** The method that sends the fields and returns the bytes of the answer, if it is no error. */
export function javaPost(input: SnippetInput): string {
  const multipart = input.request.encoding === 'multipart';
  const isFile = input.answer.kind === 'file';
  const unlessFile = isFile ? '!isFile && ' : '';
  return `    /** Sends the fields and returns the bytes of the answer, if it is no error. */
    static byte[] post(String[][] fields, String token) throws Exception {
${multipart ? '        String boundary = "part-" + UUID.randomUUID();\n' : ''}        HttpRequest request = HttpRequest.newBuilder(URI.create(${quote(input.url)}))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(${ANSWER_SECONDS}))
                .header("Content-Type", ${multipart ? '"multipart/form-data; boundary=" + boundary' : '"application/x-www-form-urlencoded"'})
                .POST(HttpRequest.BodyPublishers.${multipart ? 'ofByteArray(multipart(fields, boundary))' : 'ofString(form(fields))'})
                .build();
        HttpResponse<byte[]> response = null;
        try {
            response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException error) {
            fail("No answer from the server: " + error);
        }
        int status = response.statusCode();
        String text = new String(response.body(), StandardCharsets.UTF_8);
${isFile ? fileCheck : ''}
        // REDCap can report an error with status 200, and a wrong address answers with a web page.
        Pattern webPage = Pattern.compile(${webPage}, Pattern.CASE_INSENSITIVE);
        Pattern redcapError = Pattern.compile(${redcapError});

        if (${unlessFile}webPage.matcher(text).lookingAt()) {
            fail("The server sent a web page instead of data (HTTP status " + status + "). Check the address.");
        }
        if (status != 200 || ${unlessFile}redcapError.matcher(text).lookingAt()) {
            fail("The request failed (HTTP status " + status + "): " + text.replace(token, "[token]"));
        }
        return response.body();
    }`;
}

const fileCheck = `
        // REDCap names the file it sends in the content type; an error has no name.
        boolean isFile = response.headers().firstValue("Content-Type").orElse("").contains("name=");
`;
