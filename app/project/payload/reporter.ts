import { shorten, type Findings, type Rule, type Severity } from './finding.ts';
import type { ValueProblem } from './value-problem.ts';
import type { Place } from './text-lines.ts';

/** What a finding is about; everything but the place may be left out. */
interface About {
  readonly record?: string;
  readonly column?: string;
  readonly value?: string;
}

/** Writes findings down in one way. */
export interface Reporter {
  readonly report: (place: Place, about: About, problem: ValueProblem) => void;
  readonly warn: (place: Place, about: About, rule: Rule, message: string) => void;
  readonly fail: (place: Place, about: About, rule: Rule, message: string) => void;
}

export function reporter(findings: Findings): Reporter {
  const add = (severity: Severity, place: Place, about: About, rule: Rule, message: string) =>
    findings.add(severity, () => ({
      line: place.line,
      position: place.position,
      record: shorten(about.record ?? ''),
      column: shorten(about.column ?? ''),
      value: shorten(about.value ?? ''),
      rule,
      message,
    }));
  return {
    report: (place, about, { severity, rule, message }) => add(severity, place, about, rule, message),
    warn: (place, about, rule, message) => add('warning', place, about, rule, message),
    fail: (place, about, rule, message) => add('error', place, about, rule, message),
  };
}
