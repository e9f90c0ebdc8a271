import type { TokenKind } from '#app/catalogue/method.ts';

/** Status as REDCap has it; `practice` marks the projects inside the app, `unknown` a token without the right to ask. */
export type ProjectStatus = 'development' | 'production' | 'analysis' | 'unknown';

/** What the page may know of a connection. The token itself never comes here: only its last four characters. */
export interface Connection {
  readonly id: string;
  /** The project's title, or the server's name while it is not known. Text from a server: hostile. */
  readonly title: string;
  /** The normalised API address, ending in `/api/`. */
  readonly url: string;
  readonly tokenKind: TokenKind;
  readonly lastFour: string;
  /** ISO 8601 date and time at which the token was added. */
  readonly addedAt: string;
  /** One of the made-up projects inside the app. */
  readonly practice: boolean;
  /** In whose name a practice project is opened, where that is not its owner. */
  readonly practiceUser?: string;
}
