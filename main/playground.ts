import { performance } from 'node:perf_hooks';
import type { Handlers } from '#app/host/contract.ts';
import { createAnswerStore } from './answers/answer-store.ts';
import { createPrivateFolder } from './answers/private-folder.ts';
import { createConnectionBook } from './connections/connection-book.ts';
import { openPractice } from './connections/practice-connections.ts';
import { unreadableTokens } from './connections/unreadable-tokens.ts';
import { createVault } from './connections/vault.ts';
import type { PlaygroundDependencies } from './dependencies.ts';
import { openDocument } from './documents/open-document.ts';
import { createRunning } from './execution/running.ts';
import { createHandlers } from './handlers.ts';
import { createUploads } from './uploads/uploads.ts';

export type { PlaygroundDependencies } from './dependencies.ts';

export interface Playground {
  readonly handlers: Handlers;
  /** Aborts what is running, ends the practice server and deletes every private file. */
  readonly close: () => Promise<void>;
}

/** Puts the playground together behind the calls of the contract. */
export async function createPlayground(dependencies: PlaygroundDependencies): Promise<Playground> {
  const { store, cipher, fetch, now, randomId } = dependencies;
  const folder = createPrivateFolder();
  const document = openDocument(store);
  const vault = createVault(cipher);
  const book = createConnectionBook(document, vault, now, randomId);
  const [practice, lostTokens] = await Promise.all([openPractice(book), unreadableTokens(book)]);
  const running = createRunning();
  const closing = new AbortController();

  const handlers = createHandlers({
    ...dependencies,
    document,
    book,
    running,
    fetch,
    closing: closing.signal,
    answers: createAnswerStore(folder.path),
    uploads: createUploads(folder.path, randomId),
    practice,
    notices: [...document.notices, ...practice.notices, ...lostTokens],
    clock: () => performance.now(),
  });

  return {
    handlers,
    close: async () => {
      closing.abort('closing');
      running.stopAll();
      await practice.close();
      folder.remove();
    },
  };
}
