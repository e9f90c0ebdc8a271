import { describe, expect, test } from 'vitest';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { defaultBatches, defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { madeUpInput, textRequest } from './made-up-input.ts';

const dictionary = { recordIdField: 'study_id', longitudinal: false, fields: [] };
const options = { ...defaultSnippetOptions, batches: { recordsPerBatch: 7, pauseSeconds: 2 } };

const fields: readonly (readonly [string, string])[] = [
  ['content', 'record'],
  ['action', 'export'],
  ['format', 'json'],
  ['type', 'eav'],
  ['csvDelimiter', ';'],
  ['records[0]', '1'],
  ['records[1]', '2'],
  ['fields[0]', 'age'],
  ['forms[0]', 'visit'],
  ['events[0]', 'baseline_arm_1'],
  ['rawOrLabel', 'label'],
  ['returnFormat', 'xml'],
  ['filterLogic', '[age] > 30'],
  ['dateRangeBegin', '2026-01-01 00:00:00'],
  ['dateRangeEnd', '2026-02-01 00:00:00'],
];

function batched(more: Partial<SnippetInput> = {}): BatchedRequest | null {
  return batchedRequest(madeUpInput(textRequest(fields), { options, dictionary, ...more }));
}

const shown = (request: BatchedRequest['names'] | undefined): readonly string[] | undefined =>
  request?.fields.map((field) => (field.kind === 'text' ? `${field.name}=${field.value}` : field.kind));

describe('an export in batches', () => {
  test('asks for the names of the wanted records alone, as flat CSV of the ID field', () => {
    expect(shown(batched()?.names)).toEqual([
      'token',
      'content=record',
      'action=export',
      'records[0]=1',
      'records[1]=2',
      'events[0]=baseline_arm_1',
      'filterLogic=[age] > 30',
      'dateRangeBegin=2026-01-01 00:00:00',
      'dateRangeEnd=2026-02-01 00:00:00',
      'format=csv',
      'type=flat',
      'fields[0]=study_id',
      'returnFormat=xml',
    ]);
  });

  test('asks for rows as the request does, in its order, but without its records', () => {
    const rows = fields.filter(([name]) => !name.startsWith('records['));
    expect(shown(batched()?.rows)).toEqual(['token', ...rows.map(([name, value]) => `${name}=${value}`)]);
  });

  test('keeps the size of a batch, the pause, and how the request is sent', () => {
    const made = batched();
    expect(made).toMatchObject({ recordsPerBatch: 7, pauseSeconds: 2, fileStem: 'export_records' });
    for (const request of [made?.names, made?.rows]) {
      expect(request).toMatchObject({ methodId: 'export_records', encoding: 'urlencoded' });
    }
  });

  test.each([
    ['csv', 'csv'],
    ['json', 'json'],
    ['xml', 'xml'],
    ['odm', 'xml'],
    ['../../x', 'xml'],
  ])('of format %s goes to files that end in .%s', (format, extension) => {
    const request = textRequest([['format', format]]);
    expect(batched({ request })?.extension).toBe(extension);
  });

  test('of no format goes to .xml, which is what REDCap then sends', () => {
    expect(batched({ request: textRequest([['content', 'record']]) })?.extension).toBe('xml');
  });

  test('leaves a parameter alone whose name only begins like the list of records', () => {
    const request = textRequest([
      ['records', 'x'],
      ['records[a]', 'y'],
      ['recordsets[0]', 'z'],
    ]);
    expect(shown(batched({ request })?.rows)).toEqual([
      'token',
      'records=x',
      'records[a]=y',
      'recordsets[0]=z',
    ]);
  });

  test('is none without the wish, without the name of the ID field, or for another method', () => {
    expect(batched({ options: defaultSnippetOptions })).toBeNull();
    expect(batched({ dictionary: null })).toBeNull();
    expect(batched({ request: textRequest(fields, 'export_reports') })).toBeNull();
  });
});

test('batches are small and polite unless something else is chosen', () => {
  expect(defaultSnippetOptions.batches).toBeNull();
  expect(defaultBatches.recordsPerBatch).toBeGreaterThan(0);
  expect(defaultBatches.pauseSeconds).toBeGreaterThan(0);
});
