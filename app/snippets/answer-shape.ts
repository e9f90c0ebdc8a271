import { findMethod } from '#app/catalogue/catalogue.ts';
import type { SnippetInput } from './target.ts';

/** What a program can make of an answer in memory. */
export type AnswerShape =
  /** A header and rows. The delimiter is one character. */
  | { readonly kind: 'csv'; readonly delimiter: string }
  /** JSON: a list of objects, one per row, or a single object. */
  | { readonly kind: 'json'; readonly rows: boolean }
  /** XML, ODM, a count, a link: shown as it is. */
  | { readonly kind: 'text' };

/** Of a text answer: whether it is a table, by the method and the format it is asked for in. */
export function answerShape({ request }: SnippetInput): AnswerShape {
  const returns = findMethod(request.methodId)?.returns.kind;
  if (returns !== 'rows' && returns !== 'object') return { kind: 'text' };
  const valueOf = (name: string) => {
    const field = request.fields.find((candidate) => candidate.name === name);
    return field?.kind === 'text' ? field.value : '';
  };
  const format = valueOf('format');
  if (format === 'json') return { kind: 'json', rows: returns === 'rows' };
  if (format !== 'csv') return { kind: 'text' };
  const delimiter = valueOf('csvDelimiter');
  if (delimiter === 'tab') return { kind: 'csv', delimiter: '\t' };
  return { kind: 'csv', delimiter: delimiter.length === 1 ? delimiter : ',' };
}
