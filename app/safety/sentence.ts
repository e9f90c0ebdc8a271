import type { Method } from '#app/catalogue/method.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { fieldValues, type Sentence } from './field-values.ts';
import { sentences } from './sentences.ts';

const writers: ReadonlyMap<string, Sentence> = new Map(Object.entries(sentences));

/**
 * What a request will do, in one sentence, told from its encoded fields. `recordCount` is how many records the
 * project has, if known.
 */
export function effectSentence(
  method: Method,
  fields: readonly EncodedField[],
  recordCount?: number,
): string {
  const write = writers.get(method.id);
  // Only a made-up method has none.
  return write?.(fieldValues(fields), recordCount) ?? `This method ${method.danger.reason}.`;
}
