import { batchedRequest } from '#app/snippets/batching.ts';
import { ANSWER_SECONDS, NO_RECORDS, TOKEN_CUT_OUT } from '#app/snippets/messages.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { redcapErrorPattern, webPagePattern } from './python-patterns.ts';

/** The modules that `urllibFetch` and `urllibTexts` need; all are Python's own. */
export function urllibModules(input: SnippetInput): readonly string[] {
  const batches = batchedRequest(input) === null ? [] : ['csv', 'io', 'time'];
  return ['http.client', 're', 'urllib.error', 'urllib.parse', 'urllib.request', ...batches];
}

/**
 * The function `fetch(fields, token)`, for a Python that runs inside another program: it gives back the answer's
 * bytes, or raises RuntimeError with a sentence.
 */
export function urllibFetch(input: SnippetInput, url: string): string {
  const ofFile = input.answer.kind === 'file';
  return `class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token elsewhere: it is an error."""

    def redirect_request(self, *args):
        return None


def fetch(fields, token):
    """Sends the fields and returns the answer; raises RuntimeError when that fails."""
    url = ${url}
    form = urllib.parse.urlencode(fields).encode("ascii")
    opener = urllib.request.build_opener(NoRedirect)
    try:
        # Seconds to connect, and to wait for each part of the answer.
        with opener.open(url, form, timeout=${ANSWER_SECONDS}) as response:
            status, body = response.status, response.read()
${ofFile ? '            content_type = response.headers.get("Content-Type", "")\n' : ''}    except urllib.error.HTTPError as error:
        status, body = error.code, error.read()
${ofFile ? '        content_type = ""\n' : ''}    except (OSError, http.client.HTTPException) as error:
        raise RuntimeError(f"No answer from the server: {error}") from None

${
  ofFile
    ? `    # REDCap names the file it sends in the content type; an error has no name.
    if status == 200 and "name=" in content_type:
        return body
`
    : ''
}    # REDCap can report an error with status 200, and a wrong address answers with a web page.
    web_page = ${webPagePattern}
    redcap_error = ${redcapErrorPattern}
    if re.match(web_page, body, re.IGNORECASE):
        raise RuntimeError(f"The server sent a web page instead of data (HTTP status {status}). Check the address.")
    if status != 200 or re.match(redcap_error, body):
        message = body.decode("utf-8", "replace").replace(token, "${TOKEN_CUT_OUT}")
        raise RuntimeError(f"The request failed (HTTP status {status}): {message}")
    return body`;
}

/** Statements that set `texts` to the answers: one, or one for each batch of records. */
export function urllibTexts(
  input: SnippetInput,
  writeFields: (variable: string, request: EncodedRequest) => string,
): string {
  const batched = batchedRequest(input);
  if (batched === null) {
    return `${writeFields('fields', input.request)}
texts = [fetch(fields, token).decode("utf-8-sig")]`;
  }
  const { names, rows, recordsPerBatch, pauseSeconds } = batched;
  return `# Asks for the record names alone. A name stands in each row of its record, so often several times.
${writeFields('names', names)}
lines = csv.reader(io.StringIO(fetch(names, token).decode("utf-8-sig")))
next(lines, None)  # the header
records = list(dict.fromkeys(line[0] for line in lines if line and line[0]))
if not records:
    print("${NO_RECORDS}")

# Asks for the rows of some records at a time.
${writeFields('rows', rows)}
texts = []
for start in range(0, len(records), ${recordsPerBatch}):
    time.sleep(${pauseSeconds})  # leaves the server time for others
    batch = records[start : start + ${recordsPerBatch}]
    chosen = [(f"records[{index}]", record) for index, record in enumerate(batch)]
    texts.append(fetch(rows + chosen, token).decode("utf-8-sig"))`;
}
