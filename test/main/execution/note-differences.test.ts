import { describe, expect, it } from 'vitest';
import type { Answer } from '#app/response/answer.ts';
import { openPlayground, requestOf, valueOf } from '#test/support/open-playground.ts';
import { projectToken, smallRedcap } from '#test/support/small-redcap.ts';

const exporting = { content: 'record', action: 'export', format: 'json', type: 'flat' };
const importing = { content: 'record', action: 'import', type: 'flat', returnFormat: 'json' };

const notesOf = ({ verdict }: Answer): readonly string[] => {
  if (verdict.kind === 'failed') throw new Error(verdict.failure.message);
  return verdict.notes ?? [];
};

describe('asked and received', () => {
  it.each([
    ['practice-classic', 'csv'],
    ['practice-classic', 'json'],
    ['practice-classic', 'xml'],
    ['practice-longitudinal', 'csv'],
    ['practice-longitudinal', 'json'],
    ['practice-longitudinal', 'xml'],
  ])('agree for a whole export of %s as %s', async (connectionId, format) => {
    const { handlers } = await openPlayground();
    valueOf(await handlers.readProject({ connectionId }));
    const answer = valueOf(await handlers.execute(requestOf(connectionId, { ...exporting, format })));
    expect(notesOf(answer)).toEqual([]);
  });

  it('differ where a record has no row', async () => {
    const { handlers } = await openPlayground();
    valueOf(await handlers.readProject({ connectionId: 'practice-classic' }));
    const values = { ...exporting, 'records[0]': '1', 'records[1]': 'nobody' };
    const notes = notesOf(valueOf(await handlers.execute(requestOf('practice-classic', values))));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('no row for 1 record asked for: nobody.');
  });

  it.each([
    ['a few fields', { 'fields[0]': 'record_id', 'fields[1]': 'sex', 'fields[2]': 'drugs' }],
    ['an instrument', { 'forms[0]': 'clinic_visit' }],
    ['one value per row', { type: 'eav', 'forms[0]': 'lifestyle' }],
    ['labels', { rawOrLabel: 'label', rawOrLabelHeaders: 'label', format: 'csv', 'fields[0]': 'sex' }],
  ])('agree for %s of the practice project', async (_, chosen) => {
    const { handlers } = await openPlayground();
    valueOf(await handlers.readProject({ connectionId: 'practice-classic' }));
    const answer = valueOf(
      await handlers.execute(requestOf('practice-classic', { ...exporting, ...chosen })),
    );
    expect(notesOf(answer)).toEqual([]);
  });

  it.each([
    ['csv', 'flat'],
    ['json', 'flat'],
    ['xml', 'flat'],
    ['odm', 'flat'],
    ['csv', 'eav'],
    ['json', 'eav'],
    ['xml', 'eav'],
  ])('tell records that are not there, and only those, in %s %s', async (format, type) => {
    const { handlers } = await openPlayground();
    valueOf(await handlers.readProject({ connectionId: 'practice-classic' }));
    const told = async (values: Readonly<Record<string, string>>) => {
      const asked = { ...exporting, format, type, ...values };
      return notesOf(valueOf(await handlers.execute(requestOf('practice-classic', asked))));
    };
    expect(await told({ 'records[0]': '1', 'forms[0]': 'enrolment' })).toEqual([]);
    const [note, ...others] = await told({ 'records[0]': '1', 'records[1]': 'nobody' });
    expect(note).toContain('no row for 1 record asked for: nobody.');
    expect(others).toEqual([]);
    // No row at all, and in some formats no column either.
    expect(await told({ 'records[0]': 'nobody' })).toEqual([
      'The answer has no row for 1 record asked for: nobody. There is no such record, or no data for it in what was asked for.',
    ]);
  });

  it('agree for an import in ODM, and differ where a record was not taken', async () => {
    const subject = (key: string) => `<SubjectData SubjectKey="${key}" redcap:RecordIdField="record_id"/>`;
    const data = `<ODM><ClinicalData>${subject('1')}${subject('A &amp; B')}${subject('1')}</ClinicalData></ODM>`;
    for (const [count, expected] of [
      [2, []],
      [1, ['REDCap reports 1 record, but the data holds 2 records.']],
    ] as const) {
      const server = await smallRedcap(0, (sent, response) => {
        if (sent.has('data')) response.end(JSON.stringify({ count }));
        return sent.has('data');
      });
      const { handlers } = await openPlayground();
      const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
      const notes = notesOf(
        valueOf(await handlers.execute(requestOf(id, { ...importing, format: 'odm', data }))),
      );
      expect(notes.map((note) => note.replace(/ Rows with nothing.*$/, ''))).toEqual(expected);
    }
  });

  it.each(['csv', 'json', 'xml', 'odm'])(
    'tell a misspelt instrument of the practice project in %s',
    async (format) => {
      const { handlers } = await openPlayground();
      valueOf(await handlers.readProject({ connectionId: 'practice-classic' }));
      const values = { ...exporting, format, 'forms[0]': 'clinic_visitt' };
      expect(notesOf(valueOf(await handlers.execute(requestOf('practice-classic', values))))).toEqual([
        'There is no instrument “clinic_visitt” in this project, so REDCap exported all instruments instead.',
      ]);
    },
  );

  it('differ where an instrument is misspelt and all are exported', async () => {
    const rows = [{ id: '1', a: '', one_complete: '0', b: '', two_complete: '0' }];
    const server = await smallRedcap(0, (sent, response) => {
      const answers: Readonly<Partial<Record<string, unknown>>> = {
        metadata: ['id', 'a', 'b'].map((name) => ({
          field_name: name,
          form_name: name === 'b' ? 'two' : 'one',
          field_type: 'text',
        })),
        instrument: ['one', 'two'].map((name) => ({ instrument_name: name, instrument_label: name })),
        record: rows,
      };
      const answer = answers[sent.get('content') ?? ''];
      if (answer !== undefined) response.end(JSON.stringify(answer));
      return answer !== undefined;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const request = () => requestOf(id, { ...exporting, 'forms[0]': 'tow' });
    // Before the project is read nothing is claimed but what the request itself tells.
    expect(notesOf(valueOf(await handlers.execute(request()))).join()).not.toContain('no instrument');
    valueOf(await handlers.readProject({ connectionId: id }));
    expect(notesOf(valueOf(await handlers.execute(request())))).toEqual([
      'There is no instrument “tow” in this project, so REDCap exported all instruments instead.',
    ]);
  });

  it.each([
    ['json', '{"record_id":"1","age":"5"}', 0, 'wants a list'],
    ['json', '[{"age":"5"},{"age":"6"}]', 0, 'no column “record_id”'],
    ['json', '[{"record_id":"1"},{"record_id":2},{"record_id":"1"}]', 1, 'holds 2 records'],
    ['csv', 'record_id,age\n1,5\n\n2,6\n', 1, 'holds 2 records'],
    [
      'xml',
      '<records><item><record_id><![CDATA[1]]></record_id></item><item><record_id>2</record_id></item></records>',
      1,
      'holds 2 records',
    ],
    ['json', '[{"record_id":"1"},{"record_id":"2"}]', 2, null],
    ['csv', 'record_id,age\r\n1,5\r\n1,6', 1, null],
  ])('differ in an import of %s %s that reports %i', async (format, data, count, words) => {
    const server = await smallRedcap(0, (sent, response) => {
      const answers: Readonly<Partial<Record<string, unknown>>> = {
        metadata: [{ field_name: 'record_id', form_name: 'one', field_type: 'text' }],
        record: sent.has('data') ? { count } : [],
      };
      const answer = answers[sent.get('content') ?? ''];
      if (answer !== undefined) response.end(JSON.stringify(answer));
      return answer !== undefined;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    valueOf(await handlers.readProject({ connectionId: id }));
    const answer = valueOf(await handlers.execute(requestOf(id, { ...importing, format, data })));
    const own = notesOf(answer).filter((note) => !note.startsWith('The server reports 0'));
    expect(own).toHaveLength(words === null ? 0 : 1);
    if (words !== null) expect(own[0]).toContain(words);
  });

  it('are compared in a refused import value by value', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, index) => `"${index}","age","x","It is no number, \\"sorry\\""`,
    );
    const server = await smallRedcap(0, (sent, response) => {
      if (!sent.has('data')) return false;
      response
        .writeHead(400)
        .end(
          `{"error":"${rows.join('\n').replaceAll('\\"', '""').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"}`,
        );
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const values = { ...importing, format: 'json', data: '[{"record_id":"1"}]' };
    const { verdict } = valueOf(await handlers.execute(requestOf(id, values)));
    if (verdict.kind === 'ok') throw new Error('This should be refused.');
    expect(verdict.failure.rowTotal).toBe(3000);
    expect(verdict.failure.rows).toHaveLength(1000);
    expect(verdict.failure.rows?.[7]).toMatchObject({
      record: '7',
      field: 'age',
      explanation: 'It is no number, "sorry"',
    });
  });
});
