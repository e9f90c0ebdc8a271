import { serverName } from '#app/connection/address.ts';
import type { TokenKind } from '#app/catalogue/method.ts';
import type { Reply } from '#app/host/failure.ts';
import { failure, success } from '../failure.ts';
import { QUESTION_TIMEOUT, readProjectInformation } from '../project/project-information.ts';
import { versionIn } from '../project/read-project.ts';
import { ask, refusal, type Question, type Said } from '../transport/ask.ts';

type Asking = Omit<Question, 'parameters' | 'timeout'>;

/**
 * Tries an address and token, reading only; answers with the project's title. A wrong address, a wrong token, a
 * web page and a redirect are different failures.
 */
export async function probe(asking: Asking, kind: TokenKind): Promise<Reply<{ readonly title: string }>> {
  const reply = await ask({
    ...asking,
    parameters: { content: 'version', returnFormat: 'json' },
    timeout: QUESTION_TIMEOUT,
  });
  if (!reply.ok) return reply;
  const refused = judgeVersion(reply.value, kind, asking.url);
  if (refused !== null) return refused;
  const server = serverName(asking.url);
  if (kind === 'super') return success({ title: `Super token at ${server}` });
  const information = await readProjectInformation(asking);
  return success({ title: (information.ok && information.value.title) || server });
}

/** null: a REDCap API is there and knows the token. */
function judgeVersion(said: Said, kind: TokenKind, url: string): Reply<never> | null {
  const server = serverName(url);
  if (said.kind === 'data') {
    if (versionIn(said.text) !== null) return null;
    return failure(
      'notRedcap',
      `Something answers at ${server}, but it is not a REDCap API.`,
      'Compare the address with the one on REDCap’s API page of your project.',
      said.text.slice(0, 200),
    );
  }
  if (said.kind === 'error') {
    // A super token may not ask for the version, and a token that may only import neither: both are known, though.
    const known = kind === 'super' || !/permissions? to use the API/i.test(said.message);
    return known && said.status >= 400 && said.status < 500 && said.status !== 401 ? null : refusal(said);
  }
  if (said.status === 404 || said.status === 405 || said.status === 410) {
    return failure(
      'badAddress',
      `There is no REDCap API at this address of ${server}.`,
      'Compare the address with the one on REDCap’s API page: it ends in /api/ and has no version folder.',
    );
  }
  return refusal(said);
}
