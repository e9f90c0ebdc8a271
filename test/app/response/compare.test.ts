import { describe, expect, it } from 'vitest';
import { reportedCount } from '#app/response/compare-count.ts';
import { compareAnswer, type KnownProject, type ReceivedContent } from '#app/response/compare.ts';
import { fieldsOf } from '#test/support/open-playground.ts';

const field = (name: string, form: string, type = 'text') => ({ name, form, type });
const project: KnownProject = {
  recordIdField: 'record_id',
  fields: [
    field('record_id', 'base'),
    field('age', 'base'),
    field('race', 'base', 'checkbox'),
    field('intro', 'visit', 'descriptive'),
    field('weight', 'visit'),
  ],
  forms: [{ name: 'base' }, { name: 'visit' }],
};

const told = (values: Readonly<Record<string, string>>, changed: Partial<ReceivedContent>) =>
  compareAnswer({
    methodId: 'export_records',
    fields: fieldsOf({ format: 'csv', type: 'flat', ...values }),
    columns: [],
    rowCount: null,
    seen: new Map(),
    count: null,
    sent: null,
    project,
    ...changed,
  });

const all = [
  'record_id',
  'redcap_event_name',
  'redcap_survey_identifier',
  'base_timestamp',
  'age',
  'race___1',
  'race___2',
  'base_complete',
  'weight',
  'visit_complete',
];

describe('the columns of exported records', () => {
  it('that are all there need no remark', () => {
    expect(told({}, { columns: all })).toEqual([]);
    expect(told({ 'fields[0]': 'age', 'fields[1]': 'race' }, { columns: ['age', 'race___1'] })).toEqual([]);
    expect(told({ 'forms[0]': 'visit' }, { columns: ['record_id', 'weight', 'visit_complete'] })).toEqual([]);
  });

  it('that are missing are told by name', () => {
    const why = 'The data export rights of the token’s user may leave them out.';
    expect(told({}, { columns: all.filter((name) => name !== 'age') })).toEqual([
      `The answer lacks 1 column of what was asked for: age. ${why}`,
    ]);
    expect(told({ 'fields[0]': 'age', 'forms[0]': 'visit' }, { columns: ['record_id'] })).toEqual([
      `The answer lacks 3 columns of what was asked for: age, weight, visit_complete. ${why}`,
    ]);
    expect(told({ 'forms[0]': 'visit' }, { columns: ['record_id'], project: null })).toEqual([
      `The answer lacks 1 column of what was asked for: visit_complete. ${why}`,
    ]);
  });

  it('that nobody asked for are told by name', () => {
    expect(told({ 'fields[0]': 'age' }, { columns: ['record_id', 'age', 'weight'] })).toEqual([
      'The answer has 1 column beyond what was asked for: weight.',
    ]);
    expect(told({ 'fields[0]': 'age' }, { columns: ['id', 'age', 'weight'], project: null })).toEqual([
      'The answer has 1 column beyond what was asked for: weight.',
    ]);
  });

  it('of a misspelt instrument are said to be those of all instruments', () => {
    const sentence =
      'There is no instrument “vist” in this project, so REDCap exported all instruments instead.';
    expect(told({ 'forms[0]': 'vist' }, { columns: all })).toEqual([sentence]);
    expect(told({ 'forms[0]': 'vist', type: 'eav' }, { columns: ['record', 'field_name', 'value'] })).toEqual(
      [sentence],
    );
    expect(told({ 'forms[0]': 'vist', format: 'odm' }, {})).toEqual([sentence]);
  });

  it('of a misspelt instrument beside a right one are said to be missing', () => {
    const columns = ['record_id', 'weight', 'visit_complete'];
    expect(told({ 'forms[0]': 'visit', 'forms[1]': 'bse' }, { columns })).toEqual([
      'There is no instrument “bse” in this project, so nothing of it was exported.',
    ]);
  });

  it('of a misspelt instrument that gave no rows are said of nothing', () => {
    expect(told({ 'forms[0]': 'vist' }, { rowCount: 0 })).toEqual([
      'There is no instrument “vist” in this project.',
    ]);
  });

  it('that REDCap adds of its own accord or for a switch are no surplus', () => {
    const added = [
      'redcap_event_name',
      'redcap_repeat_instrument',
      'redcap_repeat_instance',
      'redcap_data_access_group',
      'redcap_survey_identifier',
      'visit_timestamp',
      'visit_return_code',
    ];
    const columns = ['record_id', ...added, 'weight', 'visit_complete'];
    expect(told({ 'forms[0]': 'visit' }, { columns })).toEqual([]);
    expect(told({ 'forms[0]': 'visit', exportSurveyFields: 'true' }, { columns })).toEqual([]);
  });

  it('of a checkbox may be one for each choice, whatever its code, or one in all', () => {
    const asked = { 'fields[0]': 'race' };
    expect(told(asked, { columns: ['record_id', 'race___1', 'race____2', 'race___abc'] })).toEqual([]);
    expect(told({ ...asked, combineCheckboxOptions: 'true' }, { columns: ['record_id', 'race'] })).toEqual(
      [],
    );
  });

  it('that a switch asks for are missed', () => {
    const groups = { exportDataAccessGroups: 'true', 'fields[0]': 'age' };
    expect(told(groups, { columns: ['record_id', 'age'] })).toEqual([
      'The data access groups that were asked for did not come: the project has none, or the token’s user is in one.',
    ]);
    expect(told(groups, { columns: ['record_id', 'redcap_data_access_group', 'age'] })).toEqual([]);
    const surveys = { exportSurveyFields: 'true', 'fields[0]': 'age' };
    expect(told(surveys, { columns: ['record_id', 'age'] })).toEqual([
      'The survey fields that were asked for did not come: nothing exported belongs to a survey.',
    ]);
    expect(told(surveys, { columns: ['record_id', 'base_timestamp', 'age'] })).toEqual([]);
    const labels = { rawOrLabelHeaders: 'label', exportDataAccessGroups: 'true' };
    expect(told(labels, { columns: ['Study ID', 'Data Access Group'] })).toEqual([]);
  });

  it.each([
    ['one value per row', { type: 'eav' }, ['record', 'field_name', 'value']],
    ['ODM', { format: 'odm' }, []],
  ])('are the fields that have a value in %s', (_, asked, columns) => {
    const came = (...names: readonly string[]) => ({
      columns,
      rowCount: 5,
      seen: new Map([
        ['record', new Set(['1'])],
        ['field_name', new Set(names)],
      ]),
    });
    const age = { ...asked, 'fields[0]': 'age', 'records[0]': '1' };
    expect(told(age, came('record_id', 'age'))).toEqual([]);
    // A blank value does not come, so that nothing is missed.
    expect(told(age, came())).toEqual([]);
    expect(told({ ...asked, 'forms[0]': 'base' }, came('race___1', 'base_complete'))).toEqual([]);
    expect(told(age, came('age', 'weight'))).toEqual([
      'The answer has 1 field beyond what was asked for: weight.',
    ]);
    expect(told(age, { ...came('age', 'weight'), project: null })).toEqual([]);
    expect(told({ ...asked, 'forms[0]': 'vist' }, came('age', 'weight'))).toEqual([
      'There is no instrument “vist” in this project, so REDCap exported all instruments instead.',
    ]);
    expect(told({ ...asked, 'records[0]': '2' }, came('age'))).toEqual([
      'The answer has no row for 1 record asked for: 2. There is no such record, or no data for it in what was asked for.',
      'The answer has rows of 1 record not asked for: 1.',
    ]);
  });

  it('that are labels are not compared', () => {
    expect(told({ rawOrLabelHeaders: 'label' }, { columns: ['Study ID', 'Age'] })).toEqual([]);
  });
});

describe('the rows of an answer', () => {
  const listed = { 'records[0]': '1', 'records[1]': '2', 'records[2]': '3' };
  const seen = (...names: readonly string[]) => ({
    columns: all,
    seen: new Map([['record_id', new Set(names)]]),
  });

  it('that are all there need no remark', () => {
    expect(told(listed, seen('1', '2', '3'))).toEqual([]);
  });

  it('that are missing or too many are told', () => {
    expect(told(listed, seen('1', '9'))).toEqual([
      'The answer has no row for 2 records asked for: 2, 3. There is no such record, or no data for it in what was asked for.',
      'The answer has rows of 1 record not asked for: 9.',
    ]);
    expect(told({ ...listed, filterLogic: '[age]>1' }, seen())).toEqual([
      'The answer has no row for 3 records asked for: 1, 2, 3. The filter or the time span may be the reason.',
    ]);
  });

  it('that are none are missed by what the request lists', () => {
    const none = { columns: [], rowCount: 0 };
    expect(told({ 'records[0]': '7', 'events[0]': 'a_arm_1' }, none)).toEqual([
      'The answer has no row for 1 record asked for: 7. There is no such record, or no data for it in what was asked for.',
      'The answer has no row for 1 event asked for: a_arm_1. There is no such event, or no data for it in what was asked for.',
    ]);
    expect(told({ 'records[0]': '7', filterLogic: '[age] > 1' }, none)).toEqual([
      'The answer has no row for 1 record asked for: 7. The filter or the time span may be the reason.',
    ]);
    // A table without rows says so itself; ODM is shown as text.
    expect(told({}, none)).toEqual([]);
    expect(told({ format: 'odm' }, none)).toEqual([
      'The answer holds no records: nothing in the project matches what was asked.',
    ]);
  });

  it('are the same record whatever its case', () => {
    expect(told({ 'records[0]': 'ab-1' }, seen('AB-1'))).toEqual([]);
  });

  it('of fields and instruments of the dictionary are too many only where neither list explains them', () => {
    const came = (names: readonly string[], forms: readonly string[]) => ({
      methodId: 'export_metadata',
      columns: ['field_name', 'form_name'],
      rowCount: names.length,
      seen: new Map([
        ['field_name', new Set(names)],
        ['form_name', new Set(forms)],
      ]),
    });
    expect(told({ 'fields[0]': 'age' }, came(['record_id', 'age'], ['base']))).toEqual([]);
    expect(told({ 'fields[0]': 'age' }, came(['age', 'weight'], ['base', 'visit']))).toEqual([
      'The answer has rows of 1 field not asked for: weight.',
    ]);
    expect(told({ 'forms[0]': 'vist' }, came(['age', 'weight'], ['base', 'visit']))).toEqual([
      'The answer has no row for 1 instrument asked for: vist.',
      'The answer has rows of 1 instrument not asked for: visit.',
    ]);
    const both = { 'fields[0]': 'age', 'forms[0]': 'visit' };
    expect(told(both, came(['age', 'weight'], ['base', 'visit']))).toEqual([]);
  });

  it('with hashed record names are explained', () => {
    expect(told(listed, seen('0'.repeat(32), 'f'.repeat(32)))).toEqual([
      'The record names come as hashes, because the token’s user may see de-identified data only.',
    ]);
  });

  it('too many to look at are left alone', () => {
    expect(told(listed, { columns: all })).toEqual([]);
  });

  it('are looked for by event, and by field in the dictionary', () => {
    const events = new Map([['redcap_event_name', new Set(['a_arm_1'])]]);
    const asked = { 'events[0]': 'a_arm_1', 'events[1]': 'b_arm_1' };
    expect(told(asked, { columns: all, seen: events })[0]).toMatch(/no row for 1 event asked for: b_arm_1/);
    expect(told({ ...asked, rawOrLabel: 'label' }, { columns: all, seen: events })).toEqual([]);
    const names = new Map([['field_name', new Set(['age'])]]);
    expect(
      told(
        { 'fields[0]': 'age', 'fields[1]': 'x' },
        { methodId: 'export_metadata', columns: ['field_name'], seen: names },
      ),
    ).toEqual(['The answer has no row for 1 field asked for: x.']);
  });
});

describe('the count of a change', () => {
  const importing = (count: number, sent: ReceivedContent['sent']) =>
    told({}, { methodId: 'import_records', count, sent });
  const list = { shape: 'list', recordColumn: 'record_id', values: 2 } as const;

  it('that agrees needs no remark', () => {
    expect(importing(3, { ...list, rows: 9, records: 3 })).toEqual([]);
    expect(importing(3, null)).toEqual([]);
  });

  it('that falls short is told with what may be the reason', () => {
    expect(importing(0, { ...list, shape: 'object', rows: 1, records: 1 })).toEqual([
      'The data is a single JSON object where REDCap wants a list: put it between [ and ] and import again.',
    ]);
    expect(importing(0, { ...list, rows: 2, records: null })).toEqual([
      'The data has no column “record_id”, so REDCap cannot tell whose values these are.',
    ]);
    expect(importing(1, { ...list, rows: 2, records: 2 })[0]).toMatch(
      /^REDCap reports 1 record, but the data holds 2 records\. Rows with nothing but names/,
    );
  });

  it('of project settings is compared with the values sent', () => {
    const sent = { shape: 'object', recordColumn: '', rows: 1, records: 1, values: 3 } as const;
    const changing = (count: number) => told({}, { methodId: 'import_project_info', count, sent });
    expect(changing(3)).toEqual([]);
    expect(changing(1)).toEqual([
      'REDCap took 1 setting of the 3 in the data: check the names of the others, and export the project information to see what holds now.',
    ]);
  });

  it('of a dictionary is compared with its rows, of a deletion with the list', () => {
    const sent = { ...list, rows: 5, records: 5 };
    expect(told({}, { methodId: 'import_metadata', count: 4, sent })).toEqual([
      'REDCap reports 4 fields, but the data has 5 rows.',
    ]);
    const deleting = { 'records[0]': '1', 'records[1]': '2' };
    expect(told(deleting, { methodId: 'delete_records', count: 1 })).toEqual([
      'REDCap reports 1 record deleted, but the request names 2 records.',
    ]);
    expect(told(deleting, { methodId: 'delete_records', count: 2 })).toEqual([]);
  });

  it.each([
    ['3', 3],
    ['"3"', 3],
    ['{"count": 3}', 3],
    ['<?xml version="1.0" encoding="UTF-8" ?><count>3</count>', 3],
    ['["1","2"]', 2],
    ['["323,10","324,11"]', 2],
    ['id\n1\n2', 2],
    ['id\r\n"323,10"', 1],
    ['<?xml version="1.0" encoding="UTF-8" ?><ids><id>1</id><id>2</id></ids>', 2],
    ['<?xml version="1.0" encoding="UTF-8" ?><ids></ids>', 0],
    ['success\ntrue', null],
    ['{"success":true}', null],
    ['', null],
    ['<html>3</html>', null],
  ])('is read from %j', (body, count) => {
    expect(reportedCount(body)).toBe(count);
  });
});
