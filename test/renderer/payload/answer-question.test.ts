import { expect, test } from 'vitest';
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

test('a row is found by its record and field, in the text that was checked last', () => {
  const answer = questionAnswerer();
  answer({ kind: 'project', project: classic });
  const ask = (record: string, field: string) => answer({ kind: 'find', id: 9, target: { record, field } });
  expect(ask('1', 'sex')).toEqual({ kind: 'found', id: 9, place: null });
  const text = 'record_id,sex,note\n1,1,\n1,,"a\nb"\n2,1,\n';
  answer({ kind: 'check', id: 1, text, settings: csvSettings });
  expect(ask('1', 'note')).toMatchObject({ place: { line: 3 } });
  expect(ask('2', 'no_such_field')).toMatchObject({ place: { line: 5 } });
  expect(ask('3', 'sex')).toMatchObject({ place: null });
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
