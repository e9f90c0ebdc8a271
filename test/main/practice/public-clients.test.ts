import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient, post } from './practice-client.ts';
import type { PracticeClient, Reply } from './practice-client.ts';

/*
 * Requests in the shapes that two public clients are documented to send, PyCap (Python) [S4] and REDCapR (R) [S5],
 * and the answers that they look for.
 */
let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

type Pairs = Readonly<Record<string, string>>;

const send = (token: string, pairs: Pairs): Promise<Reply> =>
  post(practice.server.url, new URLSearchParams({ token, ...pairs }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    accept: '*/*',
  });

/** The parts of a body encoded as R's curl does: multipart although there is no file. */
function sendMultipart(token: string, pairs: Pairs): Promise<Reply> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ token, ...pairs })) form.set(name, value);
  return post(practice.server.url, form);
}

describe('a client that speaks as PyCap', () => {
  const json = async (pairs: Pairs, token = practice.classic): Promise<unknown> => {
    const reply = await send(token, { format: 'json', returnFormat: 'json', ...pairs });
    expect(reply.type).toContain('json');
    return JSON.parse(reply.text);
  };
  const indexed = (name: string, values: readonly string[]): Pairs =>
    Object.fromEntries(values.map((value, index) => [`${name}[${index}]`, value]));

  test('learns the version, the project and its metadata when it starts', async () => {
    const version = await send(practice.classic, { content: 'version', format: 'json' });
    expect(version.text).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await json({ content: 'project' })).toMatchObject({ is_longitudinal: 0 });
    expect(await json({ content: 'project' }, practice.trial)).toMatchObject({ is_longitudinal: 1 });
    const metadata = await json({ content: 'metadata' });
    expect(metadata).toEqual(
      expect.arrayContaining([expect.objectContaining({ field_name: 'record_id', form_name: 'enrolment' })]),
    );
    expect(await json({ content: 'metadata', ...indexed('fields', ['dob', 'sex']) })).toHaveLength(2);
  });

  test('exports records by indexed lists, with fields of forms and its defaults as "False"', async () => {
    const rows = await json({
      content: 'record',
      type: 'flat',
      rawOrLabel: 'raw',
      rawOrLabelHeaders: 'raw',
      exportSurveyFields: 'False',
      exportDataAccessGroups: 'False',
      exportCheckboxLabel: 'False',
      ...indexed('records', ['1', '2']),
      ...indexed('fields', ['dob', 'record_id']),
      ...indexed('forms', ['lifestyle']),
    });
    expect(rows).toHaveLength(2);
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ record_id: '1', dob: expect.anything(), salt: expect.anything() }),
      ]),
    );
  });

  test('has a mistaken field named, a mistaken token refused, and no records for unknown names', async () => {
    expect(await json({ content: 'record', ...indexed('fields', ['no_such']) })).toEqual({
      error: expect.stringContaining("'no_such'"),
    });
    expect(await json({ content: 'record', ...indexed('records', ['no such']) })).toEqual([]);
    const refused = await send('X'.repeat(32), { content: 'metadata', format: 'json', returnFormat: 'json' });
    expect([refused.status, JSON.parse(refused.text)]).toEqual([
      403,
      { error: 'You do not have permissions to use the API' },
    ]);
  });

  test('imports with a count, with ids, and with automatic ids', async () => {
    const row = { record_id: '9001', first_name: 'Ada', enrolment_complete: '2' };
    const importing = { content: 'record', type: 'flat', overwriteBehavior: 'normal', dateFormat: 'YMD' };
    const data = JSON.stringify([row]);
    expect(await json({ ...importing, data, returnContent: 'count', forceAutoNumber: 'False' })).toEqual({
      count: 1,
    });
    expect(await json({ ...importing, data, returnContent: 'ids' })).toEqual(['9001']);
    const auto = await json({ ...importing, data, returnContent: 'auto_ids', forceAutoNumber: 'True' });
    expect(auto).toEqual(['9002,9001']);
    const gone = await json({ content: 'record', action: 'delete', ...indexed('records', ['9001', '9002']) });
    expect(gone).toBe(2);
  });

  test('sends, fetches and deletes a file', async () => {
    const place = { content: 'file', record: '3', field: 'consent_form', returnFormat: 'json' };
    const form = new FormData();
    for (const [name, value] of Object.entries({ token: practice.classic, ...place, action: 'import' })) {
      form.set(name, value);
    }
    form.set('file', new File(['signed'], 'consent.txt', { type: 'text/plain' }));
    const sent = await post(practice.server.url, form);
    expect([sent.status, sent.text]).toEqual([200, '']);
    const fetched = await send(practice.classic, { ...place, action: 'export' });
    expect(fetched.text).toBe('signed');
    // The client reads the file's name out of this header.
    expect(fetched.type).toMatch(/name="consent\.txt"/);
    expect((await send(practice.classic, { ...place, action: 'delete' })).status).toBe(200);
    const empty = await send(practice.classic, { ...place, action: 'export' });
    expect([empty.status, JSON.parse(empty.text)]).toEqual([
      400,
      { error: 'There is no file to download for this record' },
    ]);
  });

  test('lists arms, events and mappings of a longitudinal project, and is told of a classic one', async () => {
    expect(await json({ content: 'arm' }, practice.trial)).toHaveLength(2);
    expect(await json({ content: 'event', ...indexed('arms', ['1']) }, practice.trial)).not.toHaveLength(0);
    expect(await json({ content: 'formEventMapping' }, practice.trial)).not.toHaveLength(0);
    const classic = await send(practice.classic, { content: 'event', format: 'json', returnFormat: 'json' });
    expect([classic.status, classic.text]).toEqual([400, expect.stringContaining('classic')]);
  });
});

describe('a client that speaks as REDCapR', () => {
  const READ = {
    content: 'record',
    format: 'csv',
    type: 'flat',
    rawOrLabel: 'raw',
    rawOrLabelHeaders: 'raw',
    exportCheckboxLabel: 'false',
    exportSurveyFields: 'false',
    exportDataAccessGroups: 'false',
    exportBlankForGrayFormStatus: 'false',
    filterLogic: '',
    dateRangeBegin: '',
    dateRangeEnd: '',
    csvDelimiter: ',',
  };

  test('reads the version as bare text and the metadata as CSV', async () => {
    expect((await sendMultipart(practice.classic, { content: 'version' })).text).toMatch(/^\d+\.\d+\.\d+$/);
    const { text } = await sendMultipart(practice.classic, {
      content: 'metadata',
      format: 'csv',
      forms: 'enrolment,lifestyle',
      fields: '',
    });
    expect(text.split('\n')[0]).toMatch(/^field_name,form_name,section_header,field_type/);
    expect(text).toContain('\nrecord_id,enrolment,');
    expect(text).not.toContain(',medical_history,');
  });

  test('reads in batches what it reads at once', async () => {
    const whole = await sendMultipart(practice.classic, { ...READ, records: '', fields: '', forms: '' });
    const ids = await sendMultipart(practice.classic, { ...READ, fields: 'record_id' });
    const names = ids.text.trimEnd().split('\n').slice(1);
    expect(names).toHaveLength(60);
    const linesOf = (text: string): readonly string[] =>
      text
        .trimEnd()
        .split(/\n(?=\d+,)/)
        .slice(1);
    const lines: string[] = [];
    for (let from = 0; from < names.length; from += 25) {
      const records = names.slice(from, from + 25).join(',');
      const { text } = await sendMultipart(practice.classic, { ...READ, records, fields: '', forms: '' });
      lines.push(...linesOf(text));
    }
    expect(lines).toEqual(linesOf(whole.text));
  });

  test('reads fields by a joined list and with a filter', async () => {
    const { text } = await sendMultipart(practice.classic, {
      ...READ,
      fields: 'record_id,age,sex',
      filterLogic: '[age] >= 60',
    });
    const [header, ...rows] = text.trimEnd().split('\n');
    expect(header).toBe('record_id,age,sex');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => Number(row.split(',')[1]) >= 60)).toBe(true);
  });

  test('writes in CSV and gets the ids back as a CSV column', async () => {
    const written = await sendMultipart(practice.classic, {
      content: 'record',
      format: 'csv',
      type: 'flat',
      data: '"record_id","first_name"\n"9101","Bo"\n"9102","Cy"\n',
      overwriteBehavior: 'overwrite',
      returnContent: 'ids',
      returnFormat: 'csv',
    });
    expect(written.text).toBe('id\n9101\n9102');
    const deleted = await sendMultipart(practice.classic, {
      content: 'record',
      action: 'delete',
      'records[0]': '9101',
      'records[1]': '9102',
    });
    expect(deleted.text).toBe('2');
  });

  test('is told of a mistaken token and a mistaken field by status and CSV text', async () => {
    const refused = await sendMultipart('0'.repeat(32), { ...READ, returnFormat: 'csv' });
    expect([refused.status, refused.text]).toEqual([
      403,
      'ERROR: You do not have permissions to use the API',
    ]);
    const wrong = await sendMultipart(practice.classic, { ...READ, fields: 'record_id,bad_name' });
    expect([wrong.status, wrong.text]).toEqual([
      400,
      `ERROR: The following values in the parameter "fields" are not valid: 'bad_name'`,
    ]);
  });

  test('finds arms, instruments, export names and a longitudinal event column', async () => {
    const csv = async (content: string): Promise<string> =>
      (await sendMultipart(practice.trial, { content, format: 'csv' })).text;
    expect(await csv('arm')).toMatch(/^arm_num,name\n1,/);
    expect(await csv('instrument')).toMatch(/^instrument_name,instrument_label\n/);
    expect(await csv('exportFieldNames')).toMatch(/^original_field_name,choice_value,export_field_name\n/);
    const { text } = await sendMultipart(practice.trial, { ...READ, records: '1001' });
    expect(text).toMatch(/^study_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,/);
  });
});
