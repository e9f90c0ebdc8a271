import { findMethod } from '#app/catalogue/catalogue.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import type { ProjectTraits } from '#app/request/draft.ts';
import { prepare, type Prepared } from '#app/request/prepare.ts';

/**
 * The request that asks which records match: Export Records with the record ID field alone, as CSV. Null while the
 * name of that field is not known.
 */
export function countRequest(
  logic: string,
  outline: ProjectOutline | null,
  traits: ProjectTraits,
): Prepared | null {
  const method = findMethod('export_records');
  const recordIdField = outline?.recordIdField ?? null;
  if (method === undefined || recordIdField === null) return null;
  return prepare(method, { format: 'csv', fields: [recordIdField], filterLogic: logic }, traits);
}
