import { startPracticeServer } from '#main/practice/server.ts';
import type { ConnectionBook } from './connection-book.ts';

export interface Practice {
  readonly close: () => Promise<void>;
  readonly notices: readonly string[];
}

/** Starts the practice server and lists its projects first; without it the app works on real projects alone. */
export async function openPractice(book: ConnectionBook): Promise<Practice> {
  try {
    const server = await startPracticeServer();
    for (const { id, title, token } of server.projects) {
      book.addPractice(`practice-${id}`, { title, url: server.url, token, tokenKind: 'project' });
    }
    return { close: server.close, notices: [] };
  } catch {
    const notice =
      'The practice projects could not be opened, because this computer lets the app listen on no port. Real projects work.';
    return { close: () => Promise.resolve(), notices: [notice] };
  }
}
