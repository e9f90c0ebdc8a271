import type { Design } from './design.ts';
import { eventLabel } from './design.ts';
import { checkboxColumn } from './field.ts';
import type { Field } from './field.ts';
import type { Project, Row } from './project.ts';

/** How values are written in an export. */
export interface ValueStyle {
  readonly labels: boolean;
  /** A checked option gives its own label and an unchecked one is blank. */
  readonly checkboxLabels: boolean;
  /** Decimal character of numbers, or empty for the one stored. */
  readonly decimal: string;
  /** The status of an instrument without data is blank instead of 0. */
  readonly grayBlank: boolean;
}

/** Whether the row is one where the field's instrument stores its values. */
export function holdsField(design: Design, row: Row, field: Field): boolean {
  if (!design.formsOfEvent.get(row.event)?.has(field.form)) return false;
  if (row.form !== '') return row.form === field.form;
  return design.repeatKeys.size === 0 || !design.repeatKeys.has(`${row.event}|${field.form}`);
}

/** One checkbox option of one row: 0 or 1, blank where the instrument is not in that row. */
export function checkboxCell(
  design: Design,
  row: Row,
  field: Field,
  choice: { readonly code: string; readonly label: string },
  style: ValueStyle,
): string {
  if (!holdsField(design, row, field)) return '';
  const checked = row.values.get(checkboxColumn(field.name, choice.code)) === '1';
  if (!style.labels) return checked ? '1' : '0';
  if (style.checkboxLabels) return checked ? choice.label : '';
  return checked ? 'Checked' : 'Unchecked';
}

/** All checked options in one value, by comma [S14, combineCheckboxOptions]. */
export function combinedCheckboxCell(row: Row, field: Field, style: ValueStyle): string {
  return field.choices
    .filter(({ code }) => row.values.get(checkboxColumn(field.name, code)) === '1')
    .map(({ code, label }) => (style.labels ? label : code))
    .join(',');
}

/** The value of a field that is no checkbox. */
export function fieldCell(project: Project, row: Row, field: Field, style: ValueStyle): string {
  if (field.type === 'status') return statusCell(project.design, row, field, style);
  const value = row.values.get(field.name) ?? '';
  if (value === '') return '';
  if (field.type === 'file') return project.files.get(value)?.name ?? '';
  if (style.labels && field.choices.length > 0) return labelOf(field, value);
  if (style.decimal !== '' && isNumeric(field)) return value.replace(/[.,]/, style.decimal);
  return value;
}

/** Whether fieldCell would give the stored value: most fields of most exports. */
export function isWrittenAsStored(field: Field, { labels, decimal }: ValueStyle): boolean {
  if (field.type === 'status' || field.type === 'checkbox' || field.type === 'file') return false;
  return !(labels && field.choices.length > 0) && !(decimal !== '' && isNumeric(field));
}

export function dagCell(project: Project, dag: string, style: Pick<ValueStyle, 'labels'>): string {
  if (!style.labels) return dag;
  return project.dags.find(({ uniqueName }) => uniqueName === dag)?.name ?? '';
}

export function eventCell(design: Design, uniqueName: string, labels: boolean): string {
  if (!labels) return uniqueName;
  const event = design.eventByName.get(uniqueName);
  if (!event) return uniqueName;
  return design.severalArms ? eventLabel(design, event) : event.name;
}

function statusCell(design: Design, row: Row, field: Field, style: ValueStyle): string {
  if (!holdsField(design, row, field)) return '';
  const stored = row.values.get(field.name);
  if (stored === undefined && style.grayBlank) return '';
  return style.labels ? labelOf(field, stored ?? '0') : (stored ?? '0');
}

function labelOf(field: Field, code: string): string {
  return field.choices.find((choice) => choice.code === code)?.label ?? code;
}

function isNumeric(field: Field): boolean {
  return field.type === 'calc' || field.validation.startsWith('number');
}
