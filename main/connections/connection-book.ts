import type { TokenKind } from '#app/catalogue/method.ts';
import type { Connection } from '#app/connection/connection.ts';
import { lastFourOf } from '#app/connection/token.ts';
import type { StoredConnection } from '../documents/document.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import type { Vault } from './vault.ts';

export interface NewConnection {
  readonly title: string;
  readonly url: string;
  readonly token: string;
  readonly tokenKind: TokenKind;
}

/** All connections the page may choose from. */
export interface ConnectionBook {
  /** Practice projects first, then the others in the order added. */
  readonly list: () => readonly Connection[];
  readonly find: (connectionId: string) => Connection | undefined;
  /** null: the token must be entered again. */
  readonly tokenOf: (connectionId: string) => Promise<string | null>;
  readonly knownTokens: () => Promise<readonly string[]>;
  /** Stores it, or brings up to date the one it repeats. */
  readonly add: (added: NewConnection) => Promise<Connection>;
  /** `user`: in whose name, where that is not the owner. */
  readonly addPractice: (id: string, added: NewConnection, user: string | null) => Connection;
  readonly remove: (connectionId: string) => void;
}

export function createConnectionBook(
  document: OpenDocument,
  vault: Vault,
  now: () => Date,
  randomId: () => string,
): ConnectionBook {
  const practice: Connection[] = [];
  /** Connections that are never written: without a keychain, and super tokens, which can create projects. */
  const passing = new Map<string, Connection>();

  const stored = (): readonly StoredConnection[] => document.current().connections;
  const own = (): readonly Connection[] => [...stored().map(withoutToken), ...passing.values()];
  const list = (): readonly Connection[] => [...practice, ...own()];
  const tokenOf = (connectionId: string): Promise<string | null> =>
    vault.tokenOf(connectionId, stored().find((each) => each.id === connectionId)?.sealed ?? null);

  const describe = (id: string, added: NewConnection, isPractice: boolean): Connection => ({
    id,
    title: added.title.slice(0, 500),
    url: added.url,
    tokenKind: added.tokenKind,
    lastFour: lastFourOf(added.token),
    addedAt: now().toISOString(),
    practice: isPractice,
  });

  /** The same token again, or a new token for a project whose stored one can no longer be read. */
  const findRepeated = async (added: NewConnection): Promise<Connection | undefined> => {
    for (const each of own()) {
      if (each.url !== added.url) continue;
      const token = await tokenOf(each.id);
      if (token === added.token || (token === null && each.title === added.title)) return each;
    }
    return undefined;
  };

  return {
    list,
    find: (connectionId) => list().find((each) => each.id === connectionId),
    tokenOf,
    knownTokens: () => vault.known(stored()),
    add: async (added) => {
      const id = (await findRepeated(added))?.id ?? randomId();
      const connection = describe(id, added, false);
      vault.keep(id, added.token);
      const sealed = added.tokenKind === 'super' ? null : await vault.seal(added.token);
      if (sealed === null) {
        passing.set(id, connection);
        return connection;
      }
      const { practice: _practice, ...kept } = connection;
      document.update((current) => {
        const entry: StoredConnection = { ...kept, sealed };
        const others = current.connections;
        const known = others.some((each) => each.id === id);
        return {
          ...current,
          connections: known ? others.map((each) => (each.id === id ? entry : each)) : [...others, entry],
        };
      });
      return connection;
    },
    addPractice: (id, added, user) => {
      vault.keep(id, added.token);
      const described = describe(id, added, true);
      const connection = user === null ? described : { ...described, practiceUser: user };
      practice.push(connection);
      return connection;
    },
    remove: (connectionId) => {
      vault.forget(connectionId);
      if (passing.delete(connectionId)) return;
      document.update((current) => ({
        ...current,
        connections: current.connections.filter((each) => each.id !== connectionId),
      }));
    },
  };
}

function withoutToken({ id, title, url, tokenKind, lastFour, addedAt }: StoredConnection): Connection {
  return { id, title, url, tokenKind, lastFour, addedAt, practice: false };
}
