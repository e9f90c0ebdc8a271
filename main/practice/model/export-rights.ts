import { createHash } from 'node:crypto';
import { ApiError } from '../answer.ts';
import type { PracticeUser } from '../rights.ts';
import type { Design } from './design.ts';
import type { Field } from './field.ts';
import { EXPORT_LEVELS, exportLevel } from './privileges.ts';

/**
 * Whether an export of this user holds the field. By the right for the field's instrument:
 * - none: no field; the record ID alone always goes along,
 * - remove identifiers: no field that is tagged as an identifier,
 * - de-identified: nor one of free text (unvalidated text, notes, files, signatures) or with a date.
 */
export function isExported(user: PracticeUser, design: Design, field: Field): boolean {
  if (field.name === design.recordIdField.name) return true;
  const level = exportLevel(user.privileges, field.form);
  switch (level) {
    case EXPORT_LEVELS.full:
      return true;
    case EXPORT_LEVELS.withoutIdentifiers:
      return !isIdentifier(field);
    case EXPORT_LEVELS.deidentified:
      return !isIdentifier(field) && !isFreeText(field) && !field.validation.startsWith('date');
    case EXPORT_LEVELS.none:
      return false;
  }
}

/** Throws ApiError for a user who may export of no instrument: such an export fails as a whole [S1]. */
export function demandExportRights(user: PracticeUser, { instruments }: Design): void {
  if (instruments.some(({ name }) => exportLevel(user.privileges, name) !== EXPORT_LEVELS.none)) return;
  throw new ApiError("You do not have data export rights: they are 'No Access' for every instrument", 403);
}

/** Whether survey times and identifiers of an instrument go along: they are dates and identifiers themselves. */
export function showsSurveyFields(
  user: PracticeUser,
  form: string,
): { readonly times: boolean; readonly identifiers: boolean } {
  const level = exportLevel(user.privileges, form);
  return {
    times: level === EXPORT_LEVELS.full || level === EXPORT_LEVELS.withoutIdentifiers,
    identifiers: level === EXPORT_LEVELS.full,
  };
}

/**
 * How record names are written for this user: null, as they are, or, where the record ID is tagged as an identifier and
 * the right leaves identifiers out, as a hash that is the same in every export.
 */
export function recordNameFor(user: PracticeUser, design: Design): ((name: string) => string) | null {
  const { recordIdField } = design;
  const level = exportLevel(user.privileges, recordIdField.form);
  if (level === EXPORT_LEVELS.full || !isIdentifier(recordIdField)) return null;
  return (name) => createHash('sha256').update(`record ${name}`).digest('hex').slice(0, 32);
}

function isIdentifier({ row }: Field): boolean {
  return row?.identifier === 'y';
}

function isFreeText({ type, validation }: Field): boolean {
  return type === 'notes' || type === 'file' || (type === 'text' && validation === '');
}
