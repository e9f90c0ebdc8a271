import type { SnippetVariable } from '#app/snippets/variables.ts';

/** Names of SAS may have 32 characters. A longer one is cut and numbered by its place in the dictionary. */
export function sasName({ name }: SnippetVariable, index: number): string {
  return name.length <= 32 ? name : `${name.slice(0, 27)}_${String(index + 1).padStart(4, '0')}`;
}

/** A format's name: 32 characters with the `$` of text, no digit at its end. */
export function formatName({ kind }: SnippetVariable, index: number): string {
  if (kind.kind === 'tick') return 'redcap_tick_f';
  if (kind.kind === 'complete') return 'redcap_complete_f';
  const isText = kind.kind === 'choice' && !kind.codesAreNumbers;
  return `${isText ? '$' : ''}redcap_${index + 1}_f`;
}
