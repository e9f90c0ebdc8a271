import type { Asked } from '../answers/answer-store.ts';
import type { ConnectionBook } from '../connections/connection-book.ts';
import { serverName } from '#app/connection/address.ts';
import { redcapErrorMessage } from '#app/response/error-message.ts';
import { readProjectInformation } from '../project/project-information.ts';
import { newTokenIn } from './new-token.ts';

interface Adopted {
  readonly connectionId: string;
  readonly token: string;
}

/** Makes a connection of the token in a new project's answer; null when the answer holds none. */
export async function adoptNewProject(
  means: { readonly book: ConnectionBook; readonly fetch: typeof globalThis.fetch },
  { url, signal }: Pick<Asked, 'url' | 'signal'>,
  status: number,
  answer: string,
): Promise<Adopted | null> {
  const token = status === 200 && redcapErrorMessage(answer) === null ? newTokenIn(answer) : null;
  if (token === null) return null;
  const information = await readProjectInformation({ url, token, fetch: means.fetch, signal });
  const title = (information.ok && information.value.title) || `New project at ${serverName(url)}`;
  const connection = await means.book.add({ title, url, token, tokenKind: 'project' });
  return { connectionId: connection.id, token };
}
