/** A file the user chose. `reference` means something only to the side that reads it: a handle or a path. */
export interface FileReference {
  readonly fileName: string;
  readonly reference: string;
}

export interface Pair {
  readonly name: string;
  readonly value: string;
}

export type DraftValue = string | readonly string[] | FileReference | readonly Pair[];

/** What the user has typed so far, by wire name. An absent key means "not touched". */
export type Draft = Readonly<Record<string, DraftValue>>;

/**
 * What is known of the project when a form is drawn. `undefined` is "not known": the parameter is then shown
 * but never required, so that the command line works without asking the server first.
 */
export interface ProjectTraits {
  readonly longitudinal?: boolean | undefined;
  readonly severalArms?: boolean | undefined;
  readonly repeating?: boolean | undefined;
}

/** Why a request cannot be sent yet. `parameter` is a wire name, or null when it concerns the whole request. */
export interface Problem {
  readonly parameter: string | null;
  readonly message: string;
}
