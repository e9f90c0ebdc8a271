/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** e.g. `request METHOD --values FILE [--as raw|body|curl]`. */
  readonly usage: string;
  readonly summary: string;
  /** Sentences printed below the options. */
  readonly notes?: readonly string[];
  readonly options: readonly CommandOption[];
  /** What the words after the command are called, e.g. `METHOD`. */
  readonly words: readonly string[];
  /** Answers with the exit status. */
  readonly run: (invocation: Invocation) => Promise<number> | number;
}

export interface CommandOption {
  readonly name: string;
  /** What stands after the option, e.g. `FILE`; absent for a switch. */
  readonly value?: string;
  readonly required?: true;
  readonly help: string;
}

export interface Invocation {
  readonly words: readonly string[];
  /** The text after an option; undefined when it was not given. */
  readonly option: (name: string) => string | undefined;
  readonly isOn: (name: string) => boolean;
  readonly environment: NodeJS.ProcessEnv;
}

/** Exit statuses, as scripts read them. */
export const exitStatus = { success: 0, failed: 1, invalid: 2, locked: 3 } as const;

/** Something is wrong with what was asked for: each problem is a line on standard error, and the status is 2. */
export class InvalidRequest extends Error {
  readonly problems: readonly string[];

  constructor(...problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
