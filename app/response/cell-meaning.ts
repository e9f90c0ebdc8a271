import type { OutlineField, ProjectOutline } from '#app/project/outline.ts';
import { plainLabel } from '#app/snippets/plain-label.ts';

/** What the dictionary says of one value of an answer; '' where it says nothing. */
export interface CellMeaning {
  /** The label of the column's field; of a checkbox column with the choice it stands for. */
  readonly column: string;
  /** The label of the choice whose code the value is. */
  readonly value: string;
}

const nothing: CellMeaning = { column: '', value: '' };

/** Explains a column and a value of it by the project's dictionary, as far as that is known; labels come without their HTML. */
export function cellMeaning(
  column: string,
  value: string,
  outline: Pick<ProjectOutline, 'fields' | 'checkboxColumns'> | null,
): CellMeaning {
  const field = fieldNamed(column, outline);
  if (field !== undefined) return { column: plainLabel(field.label), value: labelOf(field, value) };
  const box = outline?.checkboxColumns?.find(({ name }) => name === column);
  const boxed = box === undefined ? undefined : fieldNamed(box.field, outline);
  if (box === undefined || boxed === undefined) return nothing;
  const ticked = value === '1' ? 'ticked' : value === '0' ? 'not ticked' : '';
  return {
    column: [plainLabel(boxed.label), labelOf(boxed, box.code)].filter((part) => part !== '').join(': '),
    value: ticked,
  };
}

const fieldNamed = (name: string, outline: Pick<ProjectOutline, 'fields'> | null): OutlineField | undefined =>
  outline?.fields?.find((field) => field.name === name);

const labelOf = ({ choices }: OutlineField, code: string): string =>
  plainLabel(choices.find((choice) => choice.code === code)?.label ?? '');
