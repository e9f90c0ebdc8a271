import { ANSWER_SECONDS, CONNECT_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { quoteCSharp as quote } from './csharp-quote.ts';

/** The member that the method uses: one client for all calls of a program, as .NET wants it. */
export const csharpClient = `    static readonly HttpClient Client = new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // a redirect would carry the token elsewhere
        ConnectTimeout = TimeSpan.FromSeconds(${CONNECT_SECONDS}),
    })
    {
        Timeout = TimeSpan.FromSeconds(${ANSWER_SECONDS}),
    };`;

/** The method that sends the fields and returns the bytes of the answer, if it is no error. */
export function csharpPost(input: SnippetInput): string {
  const isFile = input.answer.kind === 'file';
  const unlessFile = isFile ? '!isFile && ' : '';
  return `    /// <summary>Sends the fields and returns the bytes of the answer, if it is no error.</summary>
    static byte[] Post(HttpContent form, string token)
    {
        var response = Client.PostAsync(${quote(input.url)}, form).GetAwaiter().GetResult();
        int status = (int)response.StatusCode;
        byte[] answer = response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        string text = Encoding.UTF8.GetString(answer);
${isFile ? fileCheck : ''}
        // REDCap can report an error with status 200, and a wrong address answers with a web page.
        string webPage = @"^${verbatim(WEB_PAGE)}";
        string redcapError = @"^${verbatim(REDCAP_ERROR.replaceAll('*+', '*'))}";

        if (${unlessFile}Regex.IsMatch(text, webPage, RegexOptions.IgnoreCase))
        {
            throw new Failure($"The server sent a web page instead of data (HTTP status {status}). Check the address.");
        }
        if (status != 200 || ${isFile ? '(!isFile && Regex.IsMatch(text, redcapError))' : 'Regex.IsMatch(text, redcapError)'})
        {
            throw new Failure($"The request failed (HTTP status {status}): {text.Replace(token, "[token]")}");
        }
        return answer;
    }`;
}

const fileCheck = `
        // REDCap names the file it sends in the content type; an error has no name.
        bool isFile = response.Content.Headers.TryGetValues("Content-Type", out var types)
            && string.Join(" ", types).Contains("name=");
`;

/** The text of a verbatim string literal, in which backslashes stay single. */
function verbatim(text: string): string {
  return text.replaceAll('"', '""');
}
