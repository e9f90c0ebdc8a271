import { describe, expect, it } from 'vitest';
import { cellMeaning } from '#app/response/cell-meaning.ts';
import { fieldOf } from '#test/support/outline-field.ts';

const choices = [
  { code: '1', label: 'Female' },
  { code: '2', label: 'Male' },
];
const outline = {
  fields: [
    fieldOf({ name: 'sex', form: 'a', label: '<b>Sex</b>', type: 'radio', choices }),
    fieldOf({ name: 'meds', form: 'a', label: 'Medication', type: 'checkbox', choices }),
  ],
  checkboxColumns: [{ name: 'meds___2', field: 'meds', code: '2' }],
};

describe('a value of an answer is explained by the dictionary', () => {
  it.each([
    ['sex', '2', 'Sex', 'Male'],
    ['sex', 'Male', 'Sex', ''],
    ['sex', '', 'Sex', ''],
    ['meds___2', '1', 'Medication: Male', 'ticked'],
    ['meds___2', '0', 'Medication: Male', 'not ticked'],
    ['meds___2', 'Checked', 'Medication: Male', ''],
    ['redcap_event_name', 'later_arm_1', '', ''],
  ])('%s, %s', (column, value, columnLabel, valueLabel) => {
    expect(cellMeaning(column, value, outline)).toEqual({ column: columnLabel, value: valueLabel });
  });

  it('and stands alone where the dictionary is not known', () => {
    expect(cellMeaning('sex', '2', null)).toEqual({ column: '', value: '' });
  });
});
