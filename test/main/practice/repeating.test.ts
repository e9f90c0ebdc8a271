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

const SETUP = { content: 'repeatingFormsEvents' };
const importing = (rows: unknown) => ({ ...SETUP, action: 'import', data: JSON.stringify(rows) });
const NONE =
  'You cannot export repeating instruments and events because the project does not contain any repeating instruments and events';

describe('Export Repeating Instruments and Events', () => {
  test('lists instruments and, with an empty form, whole events', async () => {
    const csv = await practice.call(trial, { ...SETUP, format: 'csv' });
    expect(csv.text.split('\n').slice(0, 3)).toEqual([
      'event_name,form_name,custom_form_label',
      'month_3_arm_1,exacerbation,[attack_date]',
      'unscheduled_visit_arm_1,,',
    ]);
  });

  test('quotes a label in CSV only where a reader needs it, and ends the list [S7]', async () => {
    const token = await practice.copyTrial();
    const rows = [
      { event_name: 'month_3_arm_1', form_name: 'spirometry', custom_form_label: '[a] [b]' },
      { event_name: 'month_3_arm_1', form_name: 'exacerbation', custom_form_label: '[a], "b"' },
    ];
    expect(await practice.json(token, importing(rows))).toBe(2);
    expect((await practice.call(token, { ...SETUP, format: 'csv' })).text).toBe(
      'event_name,form_name,custom_form_label\nmonth_3_arm_1,spirometry,[a] [b]\nmonth_3_arm_1,exacerbation,"[a], ""b"""\n',
    );
  });

  test('without any is refused', async () => {
    expect(await practice.refusal(classic, SETUP)).toBe(NONE);
  });

  test('as ODM is the design', async () => {
    const odm = await practice.call(trial, { ...SETUP, format: 'odm' });
    expect(odm.text).toContain('<redcap:RepeatingInstrument redcap:UniqueEventName="month_3_arm_1"');
    expect(odm.text).not.toContain('<ClinicalData');
  });
});

describe('Import Repeating Instruments and Events', () => {
  test('moves values into the first instance, and back when nothing repeats any longer', async () => {
    const all = { content: 'record', format: 'csv' };
    const before = await practice.call(classic, all);
    const rows = [{ form_name: 'clinic_visit', custom_form_label: '[visit_time]' }];
    expect(await practice.json(classic, importing(rows))).toBe(1);
    expect(await practice.json(classic, SETUP)).toEqual(rows);
    const [base, first] = await practice.json(classic, { content: 'record', records: ['1'] });
    expect(base).toMatchObject({ redcap_repeat_instrument: '', systolic: '', sex: expect.any(String) });
    expect(first).toMatchObject({ redcap_repeat_instrument: 'clinic_visit', redcap_repeat_instance: 1 });
    expect(first?.['systolic']).not.toBe('');
    const second = {
      record_id: '1',
      redcap_repeat_instrument: 'clinic_visit',
      redcap_repeat_instance: '2',
      systolic: '150',
    };
    await practice.json(classic, { content: 'record', action: 'import', data: JSON.stringify([second]) });
    expect(await practice.json(classic, importing([]))).toBe(0);
    expect(await practice.refusal(classic, SETUP)).toBe(NONE);
    expect((await practice.call(classic, all)).text).toBe(before.text);
    await practice.json(classic, importing(rows));
    const again = await practice.json(classic, { content: 'record', records: ['1'] });
    expect(again.map((row) => row['systolic'])).toEqual(['', first?.['systolic'], '150']);
    await practice.json(classic, importing([]));
  });

  test('replaces the whole set-up, from an instrument to its event and back', async () => {
    const copy = await practice.copyTrial();
    const all = { content: 'record', format: 'csv', exportDataAccessGroups: 'true' };
    const before = await practice.call(copy, all);
    const setup = await practice.json(copy, SETUP);
    expect(await practice.json(copy, importing([{ event_name: 'month_3_arm_1', form_name: '' }]))).toBe(1);
    const rows = await practice.json(copy, { content: 'record', events: ['month_3_arm_1'] });
    expect(rows.every((row) => row['redcap_repeat_instance'] === 1)).toBe(true);
    expect(rows.some((row) => row['attack_date'] !== '' && row['fev1'] !== '')).toBe(true);
    await practice.json(copy, importing(setup));
    expect((await practice.call(copy, all)).text).toBe(before.text);
  });

  test('an instrument that is given twice repeats once, by its later label', async () => {
    const copy = await practice.copyTrial();
    const [first, second] = ['a', 'b'].map((custom_form_label) => {
      return { event_name: 'baseline_arm_1', form_name: 'spirometry', custom_form_label };
    });
    expect(await practice.json(copy, importing([first, second]))).toBe(2);
    expect(await practice.json(copy, SETUP)).toEqual([second]);
  });

  test('takes the super token, for the project created last', async () => {
    const { superToken } = practice.server;
    const copy = await practice.copyTrial();
    const rows = [{ event_name: 'baseline_arm_1', form_name: 'spirometry', custom_form_label: 'x' }];
    expect(await practice.json(superToken, importing(rows))).toBe(1);
    expect(await practice.json(copy, SETUP)).toEqual(rows);
    expect(await practice.refusal(superToken, SETUP, 403)).toContain('permissions');
    practice.server.reset();
    expect(await practice.refusal(superToken, importing(rows))).toBe(
      'No project has been created with this token yet',
    );
  });

  test.each([
    [{ event_name: 'nowhere', form_name: '' }, "event 'nowhere' is not available in project"],
    [{ event_name: 'baseline_arm_1', form_name: 'nothing' }, 'form_name are invalid: nothing'],
    [{ event_name: 'baseline_arm_1', form_name: 'visit_note' }, 'not designated for the event'],
  ])('%j is refused and changes nothing', async (row, message) => {
    const before = await practice.json(trial, SETUP);
    expect(await practice.refusal(trial, importing([row]))).toContain(message);
    expect(await practice.json(trial, SETUP)).toEqual(before);
  });

  test('an event cannot repeat as a whole and by an instrument; a classic project has only instruments', async () => {
    const both = ['', 'spirometry'].map((form) => ({ event_name: 'baseline_arm_1', form_name: form }));
    expect(await practice.refusal(trial, importing(both))).toContain('cannot repeat as a whole');
    expect(await practice.refusal(classic, importing([{ form_name: '' }]))).toContain('name an instrument');
  });
});
