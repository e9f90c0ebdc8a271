import { describe, expect, it, test } from 'vitest';
import type { PayloadSettings } from '#app/project/payload/settings.ts';
import { questionAnswerer } from '#renderer/payload/answer-question.ts';
import { classic } from '#test/app/project/payload/asthma-view.ts';
import { csvSettings } from './csv-settings.ts';

test('the worker remembers the project between texts', () => {
  const answer = questionAnswerer();
  const text = 'record_id,sex\n1,9\n';
  const before = answer({ kind: 'check', id: 1, text, settings: csvSettings });
  expect(before).toMatchObject({ kind: 'checked', id: 1, report: { errors: 0, withProject: false } });
  expect(answer({ kind: 'project', project: classic })).toBeNull();
  const after = answer({ kind: 'check', id: 2, text, settings: csvSettings });
  expect(after).toMatchObject({ kind: 'checked', id: 2, report: { errors: 1, withProject: true, rows: 1 } });
});

describe('a row is found', () => {
  const finder = (text: string, settings: PayloadSettings = csvSettings) => {
    const answer = questionAnswerer();
    answer({ kind: 'project', project: classic });
    answer({ kind: 'check', id: 1, text, settings });
    return (record: string, field: string, value = ''): number | null => {
      const found = answer({ kind: 'find', id: 9, target: { record, field, value } });
      return found?.kind === 'found' ? (found.place?.line ?? null) : null;
    };
  };

  it('by its record and field, in the text that was checked last', () => {
    expect(finder('')('1', 'sex')).toBeNull();
    const line = finder('record_id,sex,note\n1,1,\n1,,"a\nb"\n2,1,\n');
    expect(line('1', 'note')).toBe(3);
    expect(line('2', 'no_such_field')).toBe(5);
    expect(line('3', 'sex')).toBeNull();
  });

  it.each<readonly [PayloadSettings['format'], string]>([
    ['csv', 'record_id,redcap_event_name,sex\n1,a_arm_1,1\n1,b_arm_1,9\n1,c_arm_1,2'],
    [
      'json',
      '[{"record_id":"1","sex":"1"},\n{"record_id":"1","sex":"9"},\n{"record_id":1,"sex":2}]'.replace(
        '[',
        '[\n',
      ),
    ],
    [
      'xml',
      '<records>\n<item><record_id>1</record_id><sex>1</sex></item>\n<item><record_id>1</record_id><sex>9</sex></item>\n<item><record_id>1</record_id><sex>2</sex></item></records>',
    ],
  ])('by its value among several rows of a record, in %s', (format, text) => {
    const line = finder(text, { ...csvSettings, format });
    expect([line('1', 'sex', '1'), line('1', 'sex', '9'), line('1', 'sex', '2')]).toEqual([2, 3, 4]);
    expect(line('1', 'sex', 'other')).toBe(2);
  });

  it('by a checkbox field, whose columns have its choices', () => {
    const line = finder('record_id,race___1,race___2\n1,0,0\n1,0,7');
    expect(line('1', 'race', '7')).toBe(3);
    expect(line('1', 'race___2', '7')).toBe(3);
  });

  it('among rows of single values', () => {
    const text = 'record,field_name,value\n1,sex,1\n1,note,x\n1,note,y\n2,sex,1';
    const line = finder(text, { ...csvSettings, layout: 'eav' });
    expect(line('1', 'note', 'y')).toBe(4);
    expect(line('1', 'note', '')).toBe(3);
  });

  it('by a value that came back cut off', () => {
    const long = 'x'.repeat(600);
    expect(finder(`record_id,note\n1,a\n1,${long}`)('1', 'note', `${long.slice(0, 500)}…`)).toBe(3);
  });

  it.each([
    ['O"Brien, "Pat"', '"O""Brien, ""Pat"""'],
    ['<b>7</b>', '<b>7</b>'],
    ['__proto__', '__proto__'],
    ['研究 7', '研究 7'],
  ])('whatever the record is called: %s', (record, cell) => {
    expect(finder(`record_id,note\n0,a\n${cell},b`)(record, 'note', 'b')).toBe(3);
  });
});

test('everything that crosses to the page is plain data', () => {
  const answer = questionAnswerer();
  answer({ kind: 'project', project: structuredClone(classic) });
  const given = answer({
    kind: 'check',
    id: 1,
    text: 'record_id,sex\n1,9\n',
    settings: structuredClone(csvSettings),
  });
  expect(structuredClone(given)).toEqual(given);
});
