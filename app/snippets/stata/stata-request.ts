import { ANSWER_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { quoteInStata as quote } from './stata-quote.ts';

/**
 * The Python functions that send fields and judge the answer. No blank line stands inside a block and one stands
 * after each, so that they read alike line by line, as in an interactive session, and as a whole.
 */
export function stataFunctions(input: SnippetInput): string {
  const multipart = input.request.encoding === 'multipart';
  return `class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *details):
        return None  # a redirect would carry the token elsewhere

${multipart ? multipartFunction : formFunction}def send(fields):
    body, content_type = encode(fields)
    request = urllib.request.Request(${quote(input.url)}, body, {"Content-Type": content_type})
    try:
        # Seconds to connect, and to wait for each part of the answer.
        response = urllib.request.build_opener(NoRedirect).open(request, timeout=${ANSWER_SECONDS})
    except urllib.error.HTTPError as error:
        response = error
    except (OSError, http.client.HTTPException) as error:
        raise RuntimeError(f"No answer from the server: {error}") from None
    try:
        answer = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise RuntimeError(f"The answer broke off: {error}") from None
    check(response.getcode(), response.headers, answer)
    return answer

def check(status, headers, answer):
    # REDCap can report an error with status 200, and a wrong address answers with a web page.
    web_page = re.match(rb'${webPage}', answer, re.IGNORECASE)
    redcap_error = re.match(rb'${redcapError}', answer)
${writeFileCheck(input)}    if web_page:
        raise RuntimeError(f"The server sent a web page instead of data (HTTP status {status}). Check the address.")
    if status != 200 or redcap_error:
        message = answer.decode("utf-8", "replace").replace(token, "[token]")
        raise RuntimeError(f"The request failed (HTTP status {status}): {message}")

`;
}

const formFunction = `def encode(fields):
    return urllib.parse.urlencode(fields).encode("ascii"), "application/x-www-form-urlencoded"

`;

const multipartFunction = `def encode(fields):
    boundary = "part-" + uuid.uuid4().hex
    body = b""
    for name, value, *file_name in fields:
        head = f'--{boundary}\\r\\nContent-Disposition: form-data; name="{name}"'
        content = value.encode("utf-8")
        if file_name:
            head += f'; filename="{file_name[0]}"\\r\\nContent-Type: application/octet-stream'
            with open(value, "rb") as file:
                content = file.read()
        body += (head + "\\r\\n\\r\\n").encode("utf-8") + content + b"\\r\\n"
    return body + f"--{boundary}--\\r\\n".encode("ascii"), "multipart/form-data; boundary=" + boundary

`;

function writeFileCheck(input: SnippetInput): string {
  if (input.answer.kind !== 'file') return '';
  return `    # REDCap names the file it sends in the content type; an error has no name.
    if status == 200 and "name=" in headers.get("Content-Type", ""):
        return
`;
}

/** Python knows possessive repetition only since 3.11; its engine does not recurse, so that it needs none. */
function pattern(common: string): string {
  return common.replaceAll('*+', '*').replaceAll(String.raw`\z`, String.raw`\Z`);
}

const webPage = pattern(WEB_PAGE);
const redcapError = pattern(REDCAP_ERROR);
