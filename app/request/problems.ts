import type { Method, Parameter } from '#app/catalogue/method.ts';
import { checkValue } from './check-value.ts';
import { isPairs, isTextList } from './draft-value.ts';
import type { Draft, DraftValue, Pair, Problem, ProjectTraits } from './draft.ts';
import { takenName } from './pair-name.ts';
import { checkRules } from './rules.ts';
import { effectiveValue, isRequired, visibleParameters } from './visible.ts';

/** What stands against sending, in the order of the form; empty when nothing does. Hidden parameters have none. */
export function findProblems(method: Method, draft: Draft, traits: ProjectTraits): readonly Problem[] {
  const problems: Problem[] = [];
  for (const name of Object.keys(draft)) {
    if (!method.parameters.some((parameter) => parameter.name === name)) {
      problems.push({ parameter: name, message: `${method.name} has no parameter “${name}”.` });
    }
  }
  for (const parameter of visibleParameters(method, draft, traits)) {
    const message = checkParameter(method, parameter, draft, traits);
    if (message !== null) problems.push({ parameter: parameter.name, message });
  }
  return [...problems, ...checkRules(method, draft, traits)];
}

function checkParameter(
  method: Method,
  parameter: Parameter,
  draft: Draft,
  traits: ProjectTraits,
): string | null {
  const value = effectiveValue(method, parameter, draft);
  const mayBeEmpty = parameter.kind === 'text' && parameter.emptyMeans !== undefined;
  if (isBlank(value) && isRequired(method, parameter, draft, traits))
    return mayBeEmpty ? null : missing(parameter);
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  const format = method.parameters.find((other) => other.name === 'format');
  const written = format && effectiveValue(method, format, draft);
  const message = checkValue(parameter, value, typeof written === 'string' ? written : undefined);
  return (
    message ?? (parameter.kind === 'pairs' && isPairs(value) ? takenPair(method, parameter, value) : null)
  );
}

function takenPair(method: Method, { label }: Parameter, pairs: readonly Pair[]): string | null {
  for (const { name } of pairs) {
    const taken = takenName(method, name);
    if (taken !== undefined)
      return `${label} cannot have the name “${name}”: ${method.name} already sends “${taken}” itself.`;
  }
  return null;
}

function isBlank(value: DraftValue | undefined): boolean {
  if (value === undefined || isTextList(value)) return value === undefined || value.length === 0;
  return typeof value === 'string' && value.trim() === '';
}

function missing(parameter: Parameter): string {
  if (parameter.kind === 'file') return 'Choose the file to send.';
  if (parameter.kind === 'payload') return `${parameter.label}: enter what to import.`;
  if (parameter.kind === 'list') return `${parameter.label}: choose at least one.`;
  if (parameter.kind === 'choice') return `${parameter.label}: choose one.`;
  return `${parameter.label} is required.`;
}
