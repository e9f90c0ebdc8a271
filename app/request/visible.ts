import type { Method, Parameter, Test } from '#app/catalogue/method.ts';
import type { Draft, DraftValue, ProjectTraits } from './draft.ts';

/** What was drafted for a wire name; undefined when it was not touched. */
export function drafted(draft: Draft, name: string): DraftValue | undefined {
  return Object.hasOwn(draft, name) ? draft[name] : undefined;
}

/**
 * The value that counts for a parameter: the drafted one, else the one it follows, else its default. A choice
 * or switch that was set to empty text counts as untouched. Undefined: nothing is given.
 */
export function effectiveValue(method: Method, parameter: Parameter, draft: Draft): DraftValue | undefined {
  const value = drafted(draft, parameter.name);
  switch (parameter.kind) {
    case 'choice': {
      if (value !== undefined && value !== '') return value;
      const followed = followedValue(method, parameter.follows, draft);
      const taken = followed === undefined ? undefined : (parameter.followsAs?.[followed] ?? followed);
      return parameter.values.some((choice) => choice.value === taken) ? taken : parameter.default;
    }
    case 'switch':
      if (value !== undefined && value !== '') return value;
      return parameter.default === 'on' ? parameter.on : parameter.off;
    default:
      return value;
  }
}

function followedValue(method: Method, name: string | undefined, draft: Draft): string | undefined {
  const other = method.parameters.find((parameter) => parameter.name === name);
  const value = other && effectiveValue(method, other, draft);
  return typeof value === 'string' ? value : undefined;
}

/** The parameters that the form shows and the request sends, in wire order. */
export function visibleParameters(method: Method, draft: Draft, traits: ProjectTraits): readonly Parameter[] {
  return method.parameters.filter((parameter) => isVisible(method, parameter, draft, traits));
}

/** Whether the form asks for it: a choice of one value is sent, but there is nothing to choose. */
export function isAsked(parameter: Parameter): boolean {
  return parameter.kind !== 'choice' || parameter.values.length > 1;
}

/** A trait that is not known hides nothing. */
export function isVisible(
  method: Method,
  parameter: Parameter,
  draft: Draft,
  traits: ProjectTraits,
): boolean {
  return (parameter.shownWhen ?? []).every((test) => testHolds(method, test, draft, traits) !== false);
}

/** A trait that is not known makes nothing required. */
export function isRequired(
  method: Method,
  parameter: Parameter,
  draft: Draft,
  traits: ProjectTraits,
): boolean {
  if (parameter.requirement === 'required') return true;
  return parameter.requiredWhen?.every((test) => testHolds(method, test, draft, traits) === true) ?? false;
}

/** Undefined when it asks for a trait of the project that is not known. */
function testHolds(method: Method, test: Test, draft: Draft, traits: ProjectTraits): boolean | undefined {
  if ('project' in test) return traits[test.project];
  const other = method.parameters.find((parameter) => parameter.name === test.parameter);
  return other !== undefined && effectiveValue(method, other, draft) === test.is;
}
