import type { OutlineField } from '#app/project/outline.ts';

/** A field of a dictionary with what a test does not name left plain. */
export function fieldOf(field: Partial<OutlineField> & Pick<OutlineField, 'name' | 'form'>): OutlineField {
  return {
    label: '',
    type: 'text',
    identifier: false,
    required: false,
    choices: [],
    validation: '',
    min: '',
    max: '',
    calculated: false,
    ...field,
  };
}
