import { z } from 'zod';
import type { Connection } from '#app/connection/connection.ts';
import type { PracticeProject } from '#app/connection/practice-project.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import type { Answer } from '#app/response/answer.ts';
import type { Reply } from './failure.ts';
import { settingsSchema, type Settings } from './settings.ts';

/*
 * The one table between page and host. From it come the `Host` type, the desktop preload's object, the
 * registration in main, the browser host's routes, and the test that freezes the surface.
 */

// The page's content policy forbids `new Function`, which zod otherwise uses to compile its parsers.
z.config({ jitless: true });

interface Call<Taken, Given> {
  readonly arguments: z.ZodType<Taken>;
  /** Never read: carries the result's type. */
  readonly result?: Given;
}

const call =
  <Given>() =>
  <Taken>(schema: z.ZodType<Taken>): Call<Taken, Given> => ({ arguments: schema });

const id = z.string().min(1).max(200);
const count = z.int().min(0);
/** A file's name that needs no quoting anywhere and stays in its folder. */
const fileWord = z
  .string()
  .regex(/^[\w.-]*\w[\w.-]*$/)
  .max(100);

const encodedField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('token'), name: z.literal('token') }),
  z.strictObject({ kind: z.literal('text'), name: z.string().max(1000), value: z.string() }),
  z.strictObject({
    kind: z.literal('file'),
    name: z.string().max(1000),
    fileName: z.string().max(1000),
    reference: z.string().max(1000),
  }),
]);

/** Rows asked for at once, at most. */
export const MAX_ROWS_PER_READ = 500;
/** Characters of a cell, at most; a longer one ends in three points, and the saved answer has all of it. */
export const LONGEST_CELL = 10_000;
/** Characters of an answer's text asked for at once, at most. */
export const MAX_TEXT_PER_READ = 1_000_000;
/** Bytes of a chosen file carried to the host per call, at most (before base64). */
export const MAX_UPLOAD_CHUNK = 1_048_576;

export const contract = {
  /** Everything the page needs for its first frame. */
  start: call<StartState>()(z.strictObject({})),
  saveSettings: call<Settings>()(settingsSchema.partial().strict()),

  /** Tries the address and token first; answers with the stored connection. The token goes in and never out. */
  addConnection: call<Connection>()(
    z.strictObject({ url: z.string().max(2000), token: z.string().max(2000) }),
  ),
  /** Stops trying what is about to be added; nothing is stored then. */
  cancelAdding: call<null>()(z.strictObject({})),
  removeConnection: call<null>()(z.strictObject({ connectionId: id })),
  /** Opens a practice project in the name of one of its users. */
  openPracticeProject: call<Connection>()(z.strictObject({ projectId: id, user: id })),
  /** Puts every practice project back to its start; what was changed in them is gone. */
  resetPractice: call<null>()(z.strictObject({})),
  /** Asks the server for project information and lists; a list without right is null, not an error. */
  readProject: call<ProjectOutline>()(
    // Record names and titles of reports only when asked for: both are exports, and REDCap logs them as such.
    z.strictObject({
      connectionId: id,
      recordNames: z.boolean().optional(),
      reportTitles: z.boolean().optional(),
    }),
  ),
  /** Stops reading a project. What came of a first reading is still given; a project that is known stays as it is. */
  cancelReading: call<null>()(z.strictObject({ connectionId: id })),

  /** Sends one request, once. The page picks the id, so that it can cancel before the reply is there. */
  execute: call<Answer>()(
    z.strictObject({
      executionId: id,
      connectionId: id,
      encoding: z.enum(['urlencoded', 'multipart']),
      fields: z.array(encodedField).max(100_000),
    }),
  ),
  cancelExecution: call<null>()(z.strictObject({ executionId: id })),
  /** Rows of an answer of kind `table`, as text cells in the order of its columns. */
  readRows: call<readonly (readonly string[])[]>()(
    z.strictObject({ executionId: id, from: count, count: count.max(MAX_ROWS_PER_READ) }),
  ),
  /** A window of the answer's text, from a byte position; `next` is null at the end. */
  readText: call<TextWindow>()(
    z.strictObject({ executionId: id, from: count, length: count.max(MAX_TEXT_PER_READ) }),
  ),
  saveAnswer: call<SaveOutcome>()(z.strictObject({ executionId: id })),
  discardAnswer: call<null>()(z.strictObject({ executionId: id })),

  /** Saves text the page made, such as code, under a name the user may change. */
  saveText: call<SaveOutcome>()(
    z.strictObject({ fileName: z.string().min(1).max(200), text: z.string().max(20_000_000) }),
  ),

  /** Saves files the page made, such as a program with its README, as an archive of one folder. */
  saveFolder: call<SaveOutcome>()(
    z.strictObject({
      name: fileWord,
      files: z
        .array(z.strictObject({ path: fileWord, text: z.string().max(20_000_000) }))
        .min(1)
        .max(30),
    }),
  ),
  /** Saves a program for every method, with made-up values: of one code target, or of all for null. */
  saveSampleCode: call<SaveOutcome>()(
    z.strictObject({ url: z.string().max(2000), languageId: z.string().max(200).nullable() }),
  ),

  /** A chosen file is carried over in chunks; the reference then stands for it in a file field. */
  openUpload: call<{ readonly reference: string }>()(
    z.strictObject({ fileName: z.string().min(1).max(1000) }),
  ),
  appendUpload: call<null>()(
    z.strictObject({ reference: id, base64: z.base64().max(Math.ceil(MAX_UPLOAD_CHUNK / 3) * 4) }),
  ),
  discardUpload: call<null>()(z.strictObject({ reference: id })),
} as const;

export type CallName = keyof typeof contract;
export type Arguments<Name extends CallName> = z.infer<(typeof contract)[Name]['arguments']>;
export type Result<Name extends CallName> =
  (typeof contract)[Name] extends Call<infer _Taken, infer Given> ? Given : never;

export const callNames = Object.keys(contract) as readonly CallName[];

export interface StartState {
  readonly host: 'desktop' | 'browser';
  readonly appVersion: string;
  readonly capabilities: Capabilities;
  readonly settings: Settings;
  readonly connections: readonly Connection[];
  /** Those that can be opened; none where this computer lets the app listen on no port. */
  readonly practiceProjects: readonly PracticeProject[];
  /** Sentences about something that went wrong before the window was there, e.g. unreadable settings. */
  readonly notices: readonly string[];
}

/** What this host can do. The page asks for these and never for a platform. */
export interface Capabilities {
  /** Where tokens are kept. `memory`: forgotten when the app closes, and the window says so. */
  readonly tokens: 'keychain' | 'memory';
  /** The host opens its own save dialog; otherwise saving is a download of the page. */
  readonly saveDialog: boolean;
  /** The host shows an application menu that sends commands. */
  readonly menu: boolean;
}

export interface TextWindow {
  readonly text: string;
  /** Byte position to ask for next; null at the end. */
  readonly next: number | null;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly path: string }
  | { readonly kind: 'cancelled' }
  /** The page is to download this address of its own origin; it works once, for a minute. */
  | { readonly kind: 'download'; readonly address: string; readonly fileName: string };

/** What the host tells the page without being asked. */
export interface HostEvents {
  readonly progress: {
    readonly executionId: string;
    /** `sending` until the server begins to answer, then `receiving`. */
    readonly phase: 'sending' | 'receiving';
    /** Bytes of the answer so far. */
    readonly bytes: number;
  };
  /** While a project is read: `done` of `total` lists have been answered, with or without success. */
  readonly outline: { readonly connectionId: string; readonly done: number; readonly total: number };
  /** A menu entry of the desktop host was chosen. */
  readonly command: { readonly commandId: string };
}

export type EventName = keyof HostEvents;
export const eventNames = ['progress', 'outline', 'command'] as const satisfies readonly EventName[];

/** The page's only way out. Calls never reject. */
export type Host = {
  readonly [Name in CallName]: (args: Arguments<Name>) => Promise<Reply<Result<Name>>>;
} & {
  /** Subscribes to an event; the answer ends the subscription. */
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (event: HostEvents[Name]) => void,
  ) => () => void;
};

/** What main implements. Arguments are parsed before a handler sees them. */
export type Handlers = {
  readonly [Name in CallName]: (args: Arguments<Name>) => Promise<Reply<Result<Name>>>;
};
