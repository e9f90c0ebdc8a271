import type { EncodedRequest } from '#app/request/encoded-request.ts';
import type { SnippetOptions } from './snippet-options.ts';
import type { SnippetDictionary } from './snippet-dictionary.ts';
import type { TokenSource } from './token-sources.ts';

/** The environment variable a snippet reads its token from, unless another place is chosen. */
export const TOKEN_VARIABLE = 'REDCAP_API_TOKEN';

/** What a snippet is made from. It has no room for a token: a snippet only ever names the place of one. */
export interface SnippetInput {
  /** The method's name, for a comment at the top. */
  readonly title: string;
  /** The API address in ASCII, e.g. `https://redcap.example.edu/api/`. */
  readonly url: string;
  readonly request: EncodedRequest;
  /** What the answer is: printed as text, written to a file of that name, or nothing but the status. */
  readonly answer:
    | { readonly kind: 'text' }
    | { readonly kind: 'file'; readonly fileName: string }
    | { readonly kind: 'nothing' };
  readonly options: SnippetOptions;
  /** null: the project was not read, so labels and types of its fields are not known. */
  readonly dictionary: SnippetDictionary | null;
}

/** Why a target has no code for a request, and which one has. */
export interface SnippetRefusal {
  /** A sentence for the user, which names the nearest target in words. */
  readonly reason: string;
  /** The id of the nearest target that can. */
  readonly nearest: string;
}

/** How the program is kept and run. */
export interface SnippetRunning {
  /** The command that installs the library; null when it comes with the language. */
  readonly install: string | null;
  /** The words of the command that runs a file of this name; null: it is run inside another program. */
  readonly command: ((fileName: string) => readonly string[]) | null;
  /** The program's option that names a file for the answer, where its standard output would be changed on the way. */
  readonly outFileOption?: string;
  /** Where a run that nobody watches leaves its answer, where that is not its standard output; in sentences. */
  readonly unwatched?: string;
  /** How it is run, in one sentence for a reader who has never done it. */
  readonly how: string;
  /** The dependency file of that ecosystem, such as `requirements.txt`; null where there is none. */
  readonly dependencies: { readonly fileName: string; readonly text: string } | null;
}

/**
 * Where an export in batches ends: in files, in a folder of each run; in one table in memory, or shown where the format
 * has no rows; or in a table where the format has rows, and else in files.
 */
export type BatchesPlace = 'folder' | 'table' | 'table or folder';

/** One language and library. A target owns its quoting; adding one is one file and one line in `targets.ts`. */
export interface SnippetTarget {
  /** e.g. `python-requests`. */
  readonly id: string;
  /** The language, e.g. `Python`: targets with the same label share a tab. */
  readonly label: string;
  /** e.g. `requests`. */
  readonly library: string;
  /** Without the dot. */
  readonly extension: string;
  /** The language id of the code editor's colouring; `plaintext` where the editor knows none. */
  readonly colouring: string;
  /** The places it can read the token from; the first is the one without a choice. */
  readonly tokenSources: readonly [TokenSource, ...TokenSource[]];
  /** Where its variant that exports records in batches leaves them. */
  readonly batches: BatchesPlace;
  /** Whether it can turn coded answers into factors or value labels. */
  readonly factors: boolean;
  readonly running: SnippetRunning;
  /** What the target cannot express; left out when it can express every request. */
  readonly refuse?: (input: SnippetInput) => SnippetRefusal | null;
  /** The program. Ends in one newline. Pure: the same input gives the same text. */
  readonly write: (input: SnippetInput) => string;
}
