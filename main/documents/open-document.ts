import { z } from 'zod';
import { settingsSchema } from '#app/host/settings.ts';
import type { DocumentStore } from './document-store.ts';
import { documentSchema, emptyDocument, storedConnectionSchema, type StoredDocument } from './document.ts';
import { migrate } from './migrations.ts';

export interface OpenDocument {
  readonly current: () => StoredDocument;
  /** Applies a change and writes it; false when it could only be kept in memory. */
  readonly update: (change: (document: StoredDocument) => StoredDocument) => boolean;
  /** What went wrong while opening, in sentences. */
  readonly notices: readonly string[];
  /** false: changes last only until the app closes. */
  readonly lasting: boolean;
}

const MEMORY_ONLY = 'Settings and connections are kept only until you close the app.';

/** Opens the document. Never throws: whatever is wrong becomes a notice, and nothing stored is lost. */
export function openDocument(store: DocumentStore): OpenDocument {
  const notices: string[] = [];
  const opened = readDocument(store, notices);
  let document = opened.document;
  let lasting = opened.writable;

  if (lasting) {
    try {
      store.write(document);
    } catch (error) {
      lasting = false;
      notices.push(`The settings folder cannot be written (${reasonOf(error)}). ${MEMORY_ONLY}`);
    }
  }

  return {
    current: () => document,
    notices,
    lasting,
    update: (change) => {
      // Read again, so that what a second window of the app has stored meanwhile is not undone.
      document = change((lasting ? reread(store) : null) ?? document);
      if (!lasting) return false;
      try {
        store.write(document);
        return true;
      } catch {
        return false;
      }
    },
  };
}

function readDocument(
  store: DocumentStore,
  notices: string[],
): { readonly document: StoredDocument; readonly writable: boolean } {
  let value: unknown;
  try {
    value = store.read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      notices.push(`The settings could not be read (${reasonOf(error)}). ${MEMORY_ONLY}`);
      return { document: emptyDocument, writable: false };
    }
    return setAside(store, emptyDocument, notices);
  }
  if (value === undefined) return { document: emptyDocument, writable: true };
  const migrated = migrate(value);
  if (migrated.kind === 'newer') {
    notices.push(
      `The settings were written by a newer version of this app and are left as they are. ${MEMORY_ONLY} Update the app to use them.`,
    );
    return { document: emptyDocument, writable: false };
  }
  if (migrated.kind === 'unreadable') return setAside(store, emptyDocument, notices);
  const parsed = documentSchema.safeParse(migrated.document);
  return parsed.success
    ? { document: parsed.data, writable: true }
    : setAside(store, salvage(migrated.document), notices);
}

/** What is still readable of a damaged document. */
function salvage(value: Readonly<Record<string, unknown>>): StoredDocument {
  const settings = settingsSchema.safeParse(value['settings']);
  const connections = z.array(z.unknown()).safeParse(value['connections']);
  return {
    ...emptyDocument,
    settings: settings.success ? settings.data : emptyDocument.settings,
    connections: (connections.success ? connections.data : []).flatMap((each) => {
      const parsed = storedConnectionSchema.safeParse(each);
      return parsed.success ? [parsed.data] : [];
    }),
  };
}

function setAside(
  store: DocumentStore,
  document: StoredDocument,
  notices: string[],
): { readonly document: StoredDocument; readonly writable: boolean } {
  try {
    const path = store.setAside();
    notices.push(
      `The settings file was damaged. What could be read is used; the file itself was kept as ${path}.`,
    );
    return { document, writable: true };
  } catch (error) {
    notices.push(
      `The settings file is damaged and could not be set aside (${reasonOf(error)}). ${MEMORY_ONLY}`,
    );
    return { document, writable: false };
  }
}

function reread(store: DocumentStore): StoredDocument | null {
  try {
    const migrated = migrate(store.read());
    if (migrated.kind !== 'current') return null;
    return documentSchema.safeParse(migrated.document).data ?? null;
  } catch {
    return null;
  }
}

/** The system's short code and nothing that could quote the file. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason';
