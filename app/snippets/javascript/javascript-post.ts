import { ANSWER_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import type { SnippetInput } from '#app/snippets/target.ts';

/** The function that sends a body and returns the bytes of the answer, if it is no error. */
export function javaScriptPost(input: SnippetInput): string {
  const isFile = input.answer.kind === 'file';
  const unlessFile = isFile ? '!isFile && ' : '';
  return `/** Sends the body and returns the bytes of the answer, if it is no error. */
async function post(body) {
  // Where this variable switches the check of certificates off, it would do so here, too.
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  let response, answer;
  try {
    response = await fetch(url, {
      method: "POST",
      body,
      redirect: "manual", // following a redirect would carry the token elsewhere
      // Node's fetch has limits of its own, too: 10 seconds to connect, 300 until the answer begins.
      signal: AbortSignal.timeout(${ANSWER_SECONDS}_000),
    });
    answer = Buffer.from(await response.arrayBuffer());
  } catch ({ cause, message }) {
    throw new Error(\`No answer from the server: \${cause?.message || cause?.code || message}\`);
  }
  const { status } = response;
  const text = answer.toString();
${isFile ? fileCheck : ''}
  // REDCap can report an error with status 200, and a wrong address answers with a web page.
  const webPage = /^${WEB_PAGE}/i;
  const redcapError = /^${redcapErrorPattern}/;

  if (${unlessFile}webPage.test(text)) {
    throw new Error(\`The server sent a web page instead of data (HTTP status \${status}). Check the address.\`);
  }
  if (status !== 200 || ${isFile ? '(!isFile && redcapError.test(text))' : 'redcapError.test(text)'}) {
    throw new Error(\`The request failed (HTTP status \${status}): \${text.replaceAll(token, "[token]")}\`);
  }
  return answer;
}`;
}

const fileCheck = `
  // REDCap names the file it sends in the content type; an error has no name.
  const isFile = (response.headers.get("content-type") ?? "").includes("name=");
`;

/** JavaScript knows no possessive repetition; its engine keeps what it may have to undo on the heap. */
const redcapErrorPattern = REDCAP_ERROR.replaceAll('*+', '*').replaceAll(String.raw`\z`, '$');
