import type { SnippetVariable } from '#app/snippets/variables.ts';

/** Names of SAS may have 32 characters. A longer one is cut and numbered by its place in the dictionary. */
export function sasName({ name }: SnippetVariable, index: number): string {
  return name.length <= 32 ? name : `${name.slice(0, 27)}_${String(index + 1).padStart(4, '0')}`;
}

/**
 * A format's name: the variable's with an underscore, as in REDCap's own SAS programs. 32 characters with the `$` of
 * text, and no digit at its end.
 */
export function formatName(variable: SnippetVariable, index: number): string {
  const { name, kind } = variable;
  if (kind.kind === 'tick') return 'redcap_tick_';
  if (kind.kind === 'complete') return 'redcap_complete_';
  const whole = name.length <= 30 ? name : `${name.slice(0, 25)}_${String(index + 1).padStart(4, '0')}`;
  return `${kind.kind === 'choice' && !kind.codesAreNumbers ? '$' : ''}${whole}_`;
}
