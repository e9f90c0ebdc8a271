import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post, practiceClient } from './practice-client.ts';
import type { PracticeClient, Reply } from './practice-client.ts';

let practice: PracticeClient;
let classic: string;
let trial: string;
beforeAll(async () => {
  practice = await practiceClient();
  ({ classic, trial } = practice);
});
afterAll(() => practice.server.close());

const EXPORT = { content: 'file', action: 'export' };
const REMOVE = { content: 'file', action: 'delete' };

function upload(token: string, fields: Readonly<Record<string, string>>, file?: File): Promise<Reply> {
  const form = new FormData();
  const all = { token, content: 'file', action: 'import', returnFormat: 'json', ...fields };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  if (file) form.set('file', file);
  return post(practice.server.url, form);
}

describe('files', () => {
  test('are exported with their name in the content type', async () => {
    const reply = await practice.call(classic, { ...EXPORT, record: '4', field: 'consent_form' });
    expect(reply.type).toBe('text/plain; name="consent_4.txt";charset=UTF-8');
    expect(reply.text).toBe('Consent of practice patient 4\n');
  });

  test('are stored byte for byte, answer nothing, and replace the one before', async () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, at) => at % 256);
    const place = { record: '1', field: 'consent_form' };
    for (const name of ['first.bin', 'second.bin']) {
      const file = new File([bytes], name, { type: 'application/x-test' });
      const reply = await upload(classic, place, file);
      expect([reply.status, reply.text]).toEqual([200, '']);
    }
    const back = await practice.call(classic, { ...EXPORT, ...place });
    expect(back.type).toBe('application/x-test; name="second.bin"');
    expect(back.bytes).toEqual(bytes);
    const [row] = await practice.json(classic, {
      content: 'record',
      records: ['1'],
      fields: ['consent_form'],
    });
    expect(row).toEqual({ consent_form: 'second.bin' });
  });

  test('with hostile names are still sent, with a safe header', async () => {
    const place = { record: '2', field: 'consent_form' };
    await upload(classic, place, new File(['x'], '../../Größe "東京".txt', { type: 'text/plain' }));
    const response = await fetch(practice.server.url, {
      method: 'POST',
      body: new URLSearchParams({ token: classic, ...EXPORT, ...place }),
    });
    const header = Buffer.from(response.headers.get('content-type') ?? '', 'latin1').toString('utf8');
    expect(header).toMatch(/^text\/plain; name="[^"/\\]*東京[^"]*\.txt";charset=UTF-8$/);
  });

  test('go into the instance asked for, which is created, or into a new one', async () => {
    const place = { record: '1001', field: 'spiro_report', event: 'unscheduled_visit_arm_1' };
    await upload(trial, { ...place, repeat_instance: '5' }, new File(['five'], 'five.txt'));
    await upload(trial, { ...place, repeat_instance: 'new' }, new File(['six'], 'six.txt'));
    const six = await practice.call(trial, { ...EXPORT, ...place, repeat_instance: '6' });
    expect([six.text, six.type]).toEqual(['six', 'application/octet-stream; name="six.txt"']);
    for (const repeat_instance of ['0', '1.5', 'new']) {
      expect(await practice.refusal(trial, { ...EXPORT, ...place, repeat_instance })).toBe(
        'The value of the parameter "repeat_instance" is not valid',
      );
    }
  });

  test('are deleted with an empty answer', async () => {
    const place = { record: '8', field: 'consent_form' };
    const reply = await practice.call(classic, { ...REMOVE, ...place });
    expect([reply.status, reply.text]).toEqual([200, '']);
    expect(await practice.refusal(classic, { ...EXPORT, ...place })).toBe(
      'There is no file to download for this record',
    );
    expect(await practice.refusal(classic, { ...REMOVE, ...place })).toBe(
      'There is no file to delete for this record',
    );
  });

  test.each([
    [
      { record: '1', field: 'mugshotttttt' },
      `The field 'mugshotttttt' does not exist or is not a 'file' field`,
    ],
    [{ record: '1', field: 'sex' }, `The field 'sex' does not exist or is not a 'file' field`],
    [{ record: 'x', field: 'consent_form' }, 'The record "x" does not exist'],
    [{ field: 'consent_form' }, 'The parameter "record" is missing or empty'],
  ])('%j is refused', async (fields, message) => {
    for (const method of [EXPORT, REMOVE]) {
      expect(await practice.refusal(classic, { ...method, ...fields })).toBe(message);
    }
    expect(JSON.parse((await upload(classic, fields, new File(['x'], 'x'))).text)).toEqual({
      error: message,
    });
  });

  test('an upload without a file, and a longitudinal one without an event, are refused', async () => {
    const fields = { record: '1', field: 'consent_form' };
    for (const file of [undefined, new File(['x'], 'folder/')]) {
      expect((await upload(classic, fields, file)).text).toContain('No valid file');
    }
    expect(await practice.refusal(trial, { ...EXPORT, record: '1002', field: 'consent_form' })).toContain(
      '"event"',
    );
    const elsewhere = { ...EXPORT, record: '1002', field: 'consent_form', event: 'month_3_arm_1' };
    expect(await practice.refusal(trial, elsewhere)).toContain('not designated');
  });
});

describe('Export PDF', () => {
  const PDF = { content: 'pdf' };
  const TEXT_TOOL = toolWorks('pdftotext', '-v');

  test('is a PDF whose cross-reference table points at its objects', async () => {
    const reply = await practice.call(classic, PDF);
    expectValidPdf(Buffer.from(reply.bytes).toString('latin1'));
  });

  test('has the five modes', async () => {
    const text = async (fields: Readonly<Record<string, string>>, token = classic) =>
      printed(Buffer.from((await practice.call(token, { ...PDF, ...fields })).bytes).toString('latin1'));
    const oneBlank = await text({ instrument: 'lifestyle' });
    expect(oneBlank).toContain('Lifestyle Questionnaire');
    expect(oneBlank).not.toContain('Medical History');
    expect(await text({})).toContain('Medical History');
    const one = await text({ record: '1', instrument: 'clinic_visit' });
    expect(one).toContain('164');
    expect(one).not.toContain('Hugo');
    expect(await text({ record: '1' })).toContain('Hugo');
    const all = await text({ allRecords: '', record: '1', instrument: 'lifestyle' });
    expect(all).toContain('Record 60');
    const event = await text({ record: '1001', event: 'month_3_arm_1' }, trial);
    expect(event).toContain('Month 3');
    expect(event).not.toContain('Baseline');
  });

  test('compact leaves out what is empty and what was not chosen', async () => {
    const pages = await practice.call(classic, { ...PDF, record: '1', instrument: 'enrolment' });
    const compact = { ...PDF, record: '1', instrument: 'enrolment', compactDisplay: 'TRUE' };
    const short = printed(Buffer.from((await practice.call(classic, compact)).bytes).toString('latin1'));
    expect(printed(Buffer.from(pages.bytes).toString('latin1'))).toContain('[ ] Female');
    expect(short).not.toContain('Female');
    expect(short).toContain('Male');
    const blank = await practice.call(classic, { ...PDF, compactDisplay: 'TRUE' });
    const whole = await practice.call(classic, PDF);
    expect(blank.bytes.length).toBeLessThan(whole.bytes.length / 2);
    expect(printed(Buffer.from(blank.bytes).toString('latin1'))).toContain('Medical History');
  });

  test.each([
    [{ record: 'x' }, 'The record "x" does not exist'],
    [{ instrument: 'x' }, `The following values in the parameter "instrument" are not valid: 'x'`],
  ])('%j is refused', async (fields, message) => {
    expect(await practice.refusal(classic, { ...PDF, ...fields })).toBe(message);
  });

  test.each([
    [{ event: 'nowhere' }, `The following values in the parameter "event" are not valid: 'nowhere'`],
    [{ repeat_instance: '0' }, 'The value of the parameter "repeat_instance" is not valid'],
    [{ event: 'baseline_arm_2' }, 'The record "1001" has no data there'],
  ])('of a place %j is refused', async (fields, message) => {
    expect(await practice.refusal(trial, { ...PDF, record: '1001', ...fields })).toBe(message);
  });

  test.runIf(TEXT_TOOL)(
    `opens in an independent reader, accents and all${TEXT_TOOL ? '' : ' (skipped: pdftotext is not installed)'}`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'practice-pdf-'));
      try {
        const note = 'Größe (unter 50 %) \\ – très bien';
        const data = JSON.stringify([
          { record_id: '3', history_notes: `${note}\n${'long word '.repeat(400)}` },
        ]);
        await practice.json(classic, { content: 'record', action: 'import', data });
        const file = join(folder, 'all.pdf');
        writeFileSync(file, (await practice.call(classic, { ...PDF, allRecords: '1' })).bytes);
        const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', stdio: 'pipe' });
        expect(text).toContain(note);
        expect(text).toContain('Record 60');
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

function toolWorks(tool: string, ...options: readonly string[]): boolean {
  try {
    execFileSync(tool, options, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function expectValidPdf(pdf: string): void {
  expect(pdf.startsWith('%PDF-1.4\n')).toBe(true);
  expect(pdf.endsWith('%%EOF\n')).toBe(true);
  const table = Number(/startxref\n(\d+)\n/.exec(pdf)?.[1]);
  const offsets = [...pdf.slice(table).matchAll(/^(\d{10}) 00000 n /gm)].map(([, offset]) => Number(offset));
  expect(offsets.length).toBeGreaterThanOrEqual(7);
  for (const [index, offset] of offsets.entries()) {
    expect(pdf.slice(offset, offset + 12)).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
  }
}

/** The texts that the pages print. */
function printed(pdf: string): string {
  expectValidPdf(pdf);
  return [...pdf.matchAll(/\(((?:[^()\\]|\\.)*)\) Tj/g)].map(([, text]) => text).join('\n');
}
