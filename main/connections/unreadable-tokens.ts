import type { ConnectionBook } from './connection-book.ts';

/** One sentence for each stored connection whose token cannot be unsealed: it stays listed, but cannot send. */
export async function unreadableTokens(book: ConnectionBook): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const { id, title, practice } of book.list()) {
    if (practice || (await book.tokenOf(id)) !== null) continue;
    sentences.push(
      `The stored token of “${title}” cannot be read. Add the connection again with its address and token.`,
    );
  }
  return sentences;
}
