/** How a parameter's value is written as an argument in R. A value that has no such form is none for the function. */
export type ArgumentForm =
  | 'string'
  /** A vector of texts. */
  | 'strings'
  /** A vector that the function joins with commas: a value with a comma in it cannot be given. */
  | 'joined'
  /** A vector of names in REDCap's form: lower case letters, digits, underscores. The function refuses others. */
  | 'names'
  | 'name'
  | 'integer'
  | 'integers'
  | 'logical'
  /** A day; the function adds the time 00:00. */
  | 'day'
  /** POSIXct in the computer's own time zone: the function sends it as it was written. */
  | 'time'
  /** A data frame, read from the payload. */
  | 'table'
  /** The path of the file to send. */
  | 'file';

export interface RArgument {
  readonly argument: string;
  readonly form: ArgumentForm;
  /** The function has no value of its own for it. */
  readonly required?: true;
  /** The value that the function sends, or that REDCap takes, when the argument is left out. */
  readonly unsaid?: string;
  /** What REDCap takes when the parameter is not sent, where the function would send something else unsaid. */
  readonly unsent?: string;
}

/** What the function gives back, and so how the program ends. */
export type LibraryResult =
  /** A data frame. `part`: the name it has in a list of the library. */
  | { readonly kind: 'frame'; readonly part?: string }
  /** A list that says in words what was done. `doubt` is the condition in R under which it cannot be believed. */
  | { readonly kind: 'outcome'; readonly doubt?: string }
  /** A list or text that holds the answer. */
  | { readonly kind: 'text'; readonly part?: string }
  /** The bare value, with the outcome only in a message of R. `failed` is the condition in R. */
  | { readonly kind: 'told'; readonly failed: string }
  /** TRUE, or FALSE when it failed. `done` is what the program then says. */
  | { readonly kind: 'flag'; readonly done?: string }
  /** A file of the name that the program gives. */
  | { readonly kind: 'file' };

/** A function of a library, as far as code needs to know it. */
export interface RFunction {
  readonly name: string;
  /** By wire parameter: the argument that holds its value. */
  readonly parameters: Readonly<Record<string, RArgument>>;
  /** Wire parameters that are the function's own business, with the values it stands for. */
  readonly settled: Readonly<Record<string, readonly string[]>>;
  /** Wire parameters that the library passes on beside the function's own arguments. */
  readonly passedOn?: readonly string[];
  /** Arguments that are always written, in R. */
  readonly fixed: readonly string[];
  readonly result: LibraryResult;
  /** Columns of a table that the function wants as numbers. */
  readonly numbers?: readonly string[];
}

/** Why a library's function for a method is not used, as the end of a comment. */
export interface UnusedFunction {
  readonly unused: string;
}

/** A library's functions by method id, and the version they were read from. A method that is not here has none. */
export interface FunctionTable {
  readonly library: string;
  readonly version: string;
  readonly functions: Readonly<Record<string, RFunction | UnusedFunction>>;
}
