import type { Rule, Severity } from './finding.ts';

/** What is wrong with one value. */
export interface ValueProblem {
  readonly severity: Severity;
  readonly rule: Rule;
  readonly message: string;
}

/** Checks values of one field, none of them blank; null when nothing is wrong. Answers are remembered. */
export type ValueCheck = (value: string) => ValueProblem | null;

export function refused(rule: Rule, message: string): ValueProblem {
  return { severity: 'error', rule, message };
}

export function doubtful(rule: Rule, message: string): ValueProblem {
  return { severity: 'warning', rule, message };
}

const MOST_REMEMBERED = 2000;

/** Columns repeat few values many times. */
export function remembering(check: ValueCheck): ValueCheck {
  const known = new Map<string, ValueProblem | null>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const problem = check(value);
    if (known.size < MOST_REMEMBERED && value.length < 200) known.set(value, problem);
    return problem;
  };
}
