import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
let classic: string;
let trial: string;
beforeAll(async () => {
  practice = await practiceClient();
  ({ classic, trial } = practice);
});
afterAll(() => practice.server.close());

const report = (id: string, fields: Readonly<Record<string, string>> = {}) => ({
  content: 'report',
  report_id: id,
  ...fields,
});

describe('Export Reports', () => {
  test("gives the report's fields in its order, filtered and sorted", async () => {
    const rows = await practice.json(classic, report('201'));
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'record_id',
      'last_name',
      'first_name',
      'phone',
      'email',
      'consent',
    ]);
    const consenting = await practice.json(classic, { content: 'record', filterLogic: '[consent] = "1"' });
    expect(rows).toHaveLength(consenting.length);
    const names = rows.map((row) => String(row['last_name']));
    expect(names).toEqual([...names].sort(new Intl.Collator('en').compare));
    const pressures = (await practice.json(classic, report('202'))).map((row) => Number(row['systolic']));
    expect(pressures.length).toBeGreaterThan(3);
    expect(pressures).toEqual([...pressures].sort((a, b) => b - a));
    expect(Math.min(...pressures)).toBeGreaterThanOrEqual(160);
  });

  test('writes labels, headings, delimiters and checkbox labels as an export of records does', async () => {
    const csv = await practice.call(
      classic,
      report('202', {
        format: 'csv',
        csvDelimiter: 'tab',
        rawOrLabel: 'label',
        rawOrLabelHeaders: 'label',
        exportCheckboxLabel: 'true',
      }),
    );
    const [heading = '', first = ''] = csv.text.split('\n');
    expect(heading).toContain('"Record ID"\t"Age at enrolment (years)"\tSex');
    expect(heading).toContain('"Blood pressure drugs (choice=ACE inhibitor)"');
    expect(first).toMatch(/male/i);
  });

  test('of a longitudinal project keeps to its events and shows groups and repeats', async () => {
    const rows = await practice.json(trial, report('301'));
    expect(rows).toHaveLength(40);
    expect(rows.some((row) => row['redcap_data_access_group'] === 'south_clinic')).toBe(true);
    expect(new Set(rows.map((row) => row['redcap_event_name']))).toEqual(
      new Set(['baseline_arm_1', 'baseline_arm_2']),
    );
    const attacks = await practice.json(trial, report('302'));
    expect(attacks.length).toBeGreaterThan(2);
    expect(
      attacks.every(
        (row) => row['attack_grade'] === '3' && row['redcap_repeat_instrument'] === 'exacerbation',
      ),
    ).toBe(true);
    const odm = await practice.call(trial, report('302', { format: 'odm' }));
    expect(odm.text.split('<redcap:').length).toBeGreaterThan(2);
    expect(odm.text.match(/ItemOID="attack_grade" Value="\d"/g)).toHaveLength(attacks.length);
  });

  test('an unknown report, none, and one that is not for this user are refused', async () => {
    const invalid = 'The value of the parameter "report_id" is not valid';
    expect(await practice.refusal(classic, report('999'))).toBe(invalid);
    expect(await practice.refusal(classic, report('301'))).toBe(invalid);
    expect(await practice.refusal(classic, { content: 'report' })).toContain('"report_id" is missing');
    const reader = practice.tokenOf('classic', 'practice_reader');
    expect((await practice.json(reader, report('203'))).length).toBeGreaterThan(3);
    const other = practice.tokenOf('classic', 'practice_noidentifiers');
    expect(await practice.refusal(other, report('203'))).toBe(invalid);
    expect(Object.keys((await practice.json(other, report('201')))[0] ?? {})).toEqual([
      'record_id',
      'consent',
    ]);
  });
});
