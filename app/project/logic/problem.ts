/** What is wrong with logic, in one plain sentence, and where. */
export interface LogicProblem {
  /** `error`: REDCap refuses it or finds nothing. `warning`: probably not what was meant. `hint`: good to know. */
  readonly severity: 'error' | 'warning' | 'hint';
  /** The logic cannot even be read, whatever the project holds. */
  readonly syntax: boolean;
  /** Character positions in the text; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
  /** What to write between `from` and `to` instead. */
  readonly replacement?: string;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** A problem that keeps the logic from being read. */
export function syntaxProblem({ from, to }: Place, message: string, replacement?: string): LogicProblem {
  return problem('error', true, { from, to }, message, replacement);
}

/** A problem of logic that can be read. */
export function meaningProblem(
  severity: LogicProblem['severity'],
  { from, to }: Place,
  message: string,
  replacement?: string,
): LogicProblem {
  return problem(severity, false, { from, to }, message, replacement);
}

function problem(
  severity: LogicProblem['severity'],
  syntax: boolean,
  place: Place,
  message: string,
  replacement: string | undefined,
): LogicProblem {
  return { severity, syntax, ...place, message, ...(replacement === undefined ? {} : { replacement }) };
}

/** Text of the logic or of the server inside a sentence: in quotes, on one line, never long. */
export function quoted(text: string): string {
  return `“${shortened(text)}”`;
}

/** On one line and never long; labels lose their HTML. */
export function shortened(text: string, longest = 40): string {
  const plain = text
    .slice(0, 400)
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1).toWellFormed()}…` : plain;
}
