import type { Method, Parameter } from '#app/catalogue/method.ts';
import { findMethod } from '#app/catalogue/catalogue.ts';

/** A method that is in no catalogue, for the kinds and conditions that the catalogue does not have yet. */
export function madeUpMethod(parameters: readonly Parameter[], other: Partial<Method> = {}): Method {
  return {
    id: 'made_up',
    label: 'Made Up',
    name: 'Made Up',
    group: 'Records',
    content: 'madeUp',
    effect: 'read',
    danger: { level: 0, reason: 'does nothing' },
    tokens: ['project'],
    rights: [],
    parameters,
    returns: { kind: 'nothing' },
    help: { summary: 'Does nothing.', words: [] },
    ...other,
  };
}

/** What every parameter has. */
export const base = {
  name: 'x',
  label: 'X',
  help: 'A parameter.',
  more: 'It does nothing.',
  section: 'what',
  requirement: 'optional',
} as const;

/** A method of the catalogue; throws when there is none of that id. */
export function methodOf(id: string): Method {
  const method = findMethod(id);
  if (method === undefined) throw new Error(`No method ${id}`);
  return method;
}
