import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvLines } from '#main/practice/formats/csv-lines.ts';
import { startPracticeServer } from '#main/practice/server.ts';
import type { PracticeServer } from '#main/practice/server.ts';

const RECORDS = 2000;
const FIELDS = 40;

let server: PracticeServer;
let token = '';
beforeAll(async () => {
  server = await startPracticeServer({ large: { records: RECORDS, fields: FIELDS } });
  token = tokenOf(server);
});
afterAll(() => server.close());

const tokenOf = ({ projects }: PracticeServer): string =>
  projects.find(({ id }) => id === 'large')?.token ?? '';

async function ask(fields: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({ token, content: 'record', format: 'csv', ...fields });
  return (await fetch(server.url, { method: 'POST', body })).text();
}

const rowsOf = (csv: string): readonly Readonly<Record<string, string>>[] =>
  Papa.parse<Record<string, string>>(csv.trimEnd(), { header: true }).data;

describe('the large project', () => {
  test('has as many records and fields as asked for, the same at every export', async () => {
    const csv = await ask({});
    const rows = rowsOf(csv);
    expect(rows).toHaveLength(RECORDS);
    expect(rowsOf(await ask({ content: 'metadata' }))).toHaveLength(FIELDS);
    expect(await ask({})).toBe(csv);
    expect(new Set(rows.map((row) => row['weight'])).size).toBeGreaterThan(50);
  });

  test('holds what its dictionary allows', async () => {
    const [row = {}] = rowsOf(await ask({ records: '77' }));
    expect(row['enrolled_on']).toMatch(/^20\d{2}-\d{2}-\d{2}$/);
    expect(row['bmi']).toBe(
      String(Math.round((Number(row['weight']) / (Number(row['height']) / 100) ** 2) * 10) / 10),
    );
    const labels = await ask({ records: '77', fields: 'sex', rawOrLabel: 'label' });
    expect(labels).toMatch(/^sex\n(?:Female|Male)\n$/);
  });

  test('takes the filters of every other project', async () => {
    const all = rowsOf(await ask({}));
    const filterLogic = "[sex] = '1' and [weight] > 100.5 and [v1_haemoglobin] <> ''";
    const expected = all.filter(
      (row) => row['sex'] === '1' && Number(row['weight']) > 100.5 && row['v1_haemoglobin'] !== '',
    );
    expect(expected.length).toBeGreaterThan(10);
    expect(rowsOf(await ask({ filterLogic }))).toEqual(expected);
    const some = await ask({ records: '12,3,9999999,x', fields: 'record_id,weight' });
    expect(rowsOf(some)).toEqual(
      [all[2], all[11]].map((row) => ({ record_id: row?.['record_id'], weight: row?.['weight'] })),
    );
    const batches = await Promise.all(
      [1, 1001].map((from) =>
        ask({ records: Array.from({ length: 1000 }, (_, at) => String(from + at)).join(',') }),
      ),
    );
    expect(batches.flatMap(rowsOf)).toEqual(all);
  });

  test('says the same in every format', async () => {
    const records = '1,2,3';
    const rows = rowsOf(await ask({ records }));
    expect(JSON.parse(await ask({ records, format: 'json' }))).toEqual(rows);
    expect((await ask({ records, format: 'xml' })).match(/<item>/g)).toHaveLength(3);
    const eav = rowsOf(await ask({ records, type: 'eav' }));
    expect(eav).toHaveLength(
      rows.flatMap((row) => Object.values(row)).filter((value) => value !== '').length,
    );
    expect((await ask({ records, content: 'project_xml' })).match(/<SubjectData /g)).toHaveLength(3);
  });

  test.each([
    [{}],
    [{ csvDelimiter: ';', decimalCharacter: ',' }],
    [{ csvDelimiter: 'tab', rawOrLabel: 'label', rawOrLabelHeaders: 'label' }],
    [{ fields: 'referral,bmi,v1_remark', filterLogic: '[bmi] > 25' }],
    [{ filterLogic: '[weight] > 1000' }],
  ])('is written quickly to the same bytes as any other CSV: %j', async (fields) => {
    const quick = await ask(fields);
    const rows: readonly Readonly<Record<string, string>>[] = JSON.parse(
      await ask({ ...fields, format: 'json' }),
    );
    const csvDelimiter = 'csvDelimiter' in fields ? fields.csvDelimiter : ',';
    const delimiter = csvDelimiter === 'tab' ? '\t' : csvDelimiter;
    const [header] = quick.split('\n');
    const body = csvLines(
      rows.map((row) => Object.values(row)),
      delimiter,
    );
    expect(quick).toBe(rows.length === 0 ? '\n' : `${header}\n${body}\n`);
  });

  test.each([
    ['an import', { action: 'import', data: 'record_id,weight\n1,50' }],
    ['a deletion', { action: 'delete', records: '1' }],
    ['a renaming', { action: 'rename', record: '1', new_record_name: 'x' }],
    ['another dictionary', { content: 'metadata', data: 'field_name,form_name\nrecord_id,one' }],
    ['a setting', { content: 'project_settings', data: 'project_title\nMine' }],
  ])('refuses %s with a sentence, and is as before', async (_, fields) => {
    const before = await ask({ records: '1' });
    expect(await ask(fields)).toBe(
      'ERROR: The large practice project is made up while it is sent and cannot be changed. Try this on one of the other practice projects.',
    );
    expect(await ask({ records: '1' })).toBe(before);
  });
});

test('a size beyond any memory starts at once and waits for a client that does not read', async () => {
  const huge = await startPracticeServer({ large: { records: 5_000_000, fields: 1000 } });
  const body = `token=${tokenOf(huge)}&content=record&format=csv`;
  const before = process.memoryUsage();
  const socket = connect(Number(new URL(huge.url).port), '127.0.0.1');
  const head = 'POST /api/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded';
  const started = performance.now();
  socket.write(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await new Promise((resolve) => {
    socket.once('data', resolve);
  });
  const firstByte = performance.now() - started;
  socket.pause();
  await new Promise((resolve) => {
    setTimeout(resolve, 400);
  });
  const version = new URLSearchParams({ token: tokenOf(huge), content: 'version' });
  expect((await fetch(huge.url, { method: 'POST', body: version })).status).toBe(200);
  const after = process.memoryUsage();
  // Milliseconds and bytes; the whole answer would be 20 GB.
  expect(firstByte).toBeLessThan(3000);
  expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(100_000_000);
  socket.destroy();
  await huge.close();
});

/** In a process of its own, so that it takes everything as fast as it comes: tells when it begins and what it got. */
const READER = `
  const [url, body] = process.argv.slice(1);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  fetch(url, { method: 'POST', body, headers }).then(async (answer) => {
    console.log('begun');
    let bytes = 0;
    for await (const piece of answer.body) bytes += piece.length;
    console.log(bytes);
  });
`;

test('a client that takes everything at once keeps nobody waiting', async () => {
  const busy = await startPracticeServer({ large: { records: 50_000, fields: 200 } });
  const body = `token=${tokenOf(busy)}&content=record&format=csv`;
  const reader = spawn(process.execPath, ['-e', READER, busy.url, body]);
  let said = '';
  reader.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(reader, 'close');
  const version = new URLSearchParams({ token: tokenOf(busy), content: 'version' });
  let answeredMeanwhile = 0;
  while (reader.exitCode === null) {
    await fetch(busy.url, { method: 'POST', body: version });
    if (said === 'begun\n') answeredMeanwhile += 1;
  }
  await ended;
  expect(Number(said.split('\n')[1])).toBeGreaterThan(40_000_000);
  expect(answeredMeanwhile).toBeGreaterThan(10);
  await busy.close();
});
