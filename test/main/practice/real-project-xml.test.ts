import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

/** Two projects as a real server exported them, with its downloads. They are not part of this repository. */
const FOLDER = join(import.meta.dirname, '../../../../shared/projects');

const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

const rowsOf = (csv: string): readonly (readonly string[])[] =>
  Papa.parse<string[]>(csv.trimEnd().replaceAll('\r\n', '\n')).data;

const MISSING = existsSync(FOLDER) ? '' : ' (skipped: ../shared/projects is not beside the checkout)';

describe.skipIf(MISSING !== '')(`a real project XML${MISSING}`, () => {
  let practice: PracticeClient;
  const tokens = new Map<string, string>();
  beforeAll(async () => {
    practice = await practiceClient();
    for (const name of ['simple', 'longitudinal']) {
      const fields = {
        content: 'project',
        format: 'json',
        data: JSON.stringify([{ project_title: name, purpose: '4' }]),
        odm: read(`${name}-project.xml`),
      };
      const reply = await practice.call(practice.server.superToken, fields);
      expect(reply.text).toMatch(/^[0-9A-F]{32}$/);
      tokens.set(name, reply.text);
    }
  });
  afterAll(() => practice.server.close());

  const csv = async (name: string, fields: Readonly<Record<string, string>>) => {
    const { text } = await practice.call(tokens.get(name) ?? '', { format: 'csv', ...fields });
    return rowsOf(text);
  };

  test.each(['simple', 'longitudinal'])('%s: the dictionary is the one recorded', async (name) => {
    const [, ...recorded] = rowsOf(read(`${name}-dictionary.csv`));
    const [, ...ours] = await csv(name, { content: 'metadata' });
    // The recorded simple dictionary is older than its XML, which has one field more, the last.
    expect(ours.slice(0, recorded.length)).toEqual(recorded);
    expect(ours.slice(recorded.length).map(([field]) => field)).toEqual(
      name === 'simple' ? ['interpreter_needed'] : [],
    );
  });

  test('simple: the dictionary has the columns of the recorded API answer', async () => {
    const recorded = rowsOf(read('simple-metadata.csv')).map((row) => row.map((c) => (c === 'NA' ? '' : c)));
    const ours = await csv('simple', { content: 'metadata' });
    // One field was recorded later than the XML, when it had become a calculation.
    const before = (rows: readonly (readonly string[])[]) => rows.filter(([field]) => field !== 'age');
    expect(before(ours.slice(0, recorded.length))).toEqual(before(recorded));
  });

  test.each(['simple', 'longitudinal'])('%s: every recorded value is exported', async (name) => {
    const [columns = [], ...recorded] = rowsOf(read(`${name}-data.csv`));
    const [names = [], ...ours] = await csv(name, { content: 'record' });
    expect(ours).toHaveLength(recorded.length);
    recorded.forEach((row, line) => {
      columns.forEach((column, index) => {
        const value = ours[line]?.[names.indexOf(column)];
        expect(asRecorded(value), `${column} in line ${line + 1}`).toBe(asRecorded(row[index]));
      });
    });
  });

  test('longitudinal: arms and events are the recorded ones', async () => {
    expect(await csv('longitudinal', { content: 'arm' })).toEqual(rowsOf(read('longitudinal-arm.csv')));
    // A new project numbers its events anew.
    const withoutId = (rows: readonly (readonly string[])[]) => rows.map((row) => row.slice(0, 4));
    expect(withoutId(await csv('longitudinal', { content: 'event' }))).toEqual(
      withoutId(rowsOf(read('longitudinal-event.csv'))),
    );
  });

  test('simple: groups, role, reports and pictures are there', async () => {
    const token = tokens.get('simple') ?? '';
    const dags = await practice.json(token, { content: 'dag' });
    expect(dags.map((dag) => dag['unique_group_name'])).toEqual(['dag_1', 'dag_2']);
    expect(await practice.json(token, { content: 'userRole' })).toMatchObject([
      { unique_role_name: 'U-639NX7EKW8', role_label: 'api', logging: '1', api_export: '1', api_import: '0' },
    ]);
    const report = await practice.json(token, { content: 'report', report_id: '1' });
    expect(Object.keys(report[0] ?? {})).toEqual(
      expect.arrayContaining(['record_id', 'height', 'health_complete', 'address', 'ethnicity']),
    );
    const file = { content: 'file', action: 'export', record: '1', field: 'mugshot' };
    const { bytes, type } = await practice.call(token, file);
    expect(type).toContain('mugshot-1.jpg');
    expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });

  test.each(['simple', 'longitudinal'])('%s: exported again it makes the same project', async (name) => {
    const whole = { content: 'project_xml', exportFiles: 'true', exportDataAccessGroups: 'true' };
    const { text: odm } = await practice.call(tokens.get(name) ?? '', whole);
    const data = JSON.stringify([{ project_title: name, purpose: '4' }]);
    const copy = await practice.call(practice.server.superToken, {
      content: 'project',
      format: 'json',
      data,
      odm,
    });
    const times = /(?:AsOf|Creation)DateTime="[^"]*"|_\d{4}-\d{2}-\d{2}_\d{4}"/g;
    const again = await practice.call(copy.text, whole);
    expect(again.text.replaceAll(times, '')).toBe(odm.replaceAll(times, ''));
  });
});

// The recorded client read 0 and 1 of one field as booleans, hid file names and wrote line breaks as spaces.
function asRecorded(value = ''): string {
  if (value === 'TRUE') return '1';
  if (value === 'FALSE') return '0';
  return /^mugshot-\d\.jpg$/.test(value) ? '[document]' : value.replaceAll(/\s+/g, ' ');
}
