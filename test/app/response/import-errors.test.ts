import { describe, expect, it } from 'vitest';
import { explain } from '#app/response/explain.ts';

const category = 'The value is not a valid category for maristat';
const line = (...cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');

describe('refused values of an import', () => {
  it.each([
    // The three recorded from real servers [S12, S11, S13].
    ['maristat', category, 'Write one of the codes of “maristat”'],
    [
      'weight_kg',
      'The value you provided could not be validated because it does not follow the expected format. Please try again.',
      'validation of “weight_kg”',
    ],
    [
      'treatment',
      "This field ('treatment') exists on an instrument that is not designated for the event named 'event_1 (Arm 1: Arm 1)'. You are not allowed to import data for this field into this event.",
      'Leave “treatment” out of the rows of this event',
    ],
    ['redcap_repeat_instance', 'The instance of a repeating form must be a number', 'repeating set-up'],
    ['redcap_data_access_group', 'The value is not a valid Data Access Group', 'unique name'],
    ['age', 'This form is locked', 'unlocked'],
    ['bmi', 'Calculated fields cannot be imported', 'the server computes it'],
    ['age', 'Some new reason', 'server’s own'],
  ])('say what to do about %s: %s', (field, explanation, advice) => {
    const explained = explain(line('1', field, '01234', explanation), 400);
    expect(explained.message).toBe(
      `The value “01234” of “${field}” in record “1” was refused; nothing was imported.`,
    );
    expect(explained.advice).toContain(advice);
    expect(explained.rows).toEqual([
      { record: '1', field, value: '01234', explanation, advice: explained.advice },
    ]);
    expect(explained.rowTotal).toBe(1);
  });

  it('that share a cause are told together', () => {
    const text = [line('1', 'maristat', 'x', category), line('2', 'maristat', 'y', category)].join('\r\n');
    const explained = explain(text, 400);
    expect(explained.message).toBe(
      '2 values were refused: they are not among the choices of their field; nothing was imported.',
    );
    expect(explained.rows?.map(({ record, value }) => [record, value])).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
  });

  it('of several causes are only counted', () => {
    const text = [line('1', 'maristat', 'x', category), line('2', 'age', 'y', 'Some new reason')].join('\n');
    expect(explain(text, 400).message).toBe('2 values were refused; nothing was imported.');
  });

  it('may hold commas, quotation marks, line breaks and blanks', () => {
    const awkward = ['O"Brien, "Pat"', 'notes', 'a\n"b",\r\n"c"', ' why, "then"?\n '];
    const text = `${line(...awkward)}\n${line('2', '', '', '')}\n`;
    const [first, second] = explain(text, 400).rows ?? [];
    expect([first?.record, first?.field, first?.value, first?.explanation]).toEqual(awkward);
    expect([second?.record, second?.field]).toEqual(['2', '']);
  });

  it('are read even where quotation marks are not doubled', () => {
    const [row] = explain('"1","notes","he said "x"","The value is "wrong""', 400).rows ?? [];
    expect(row).toMatchObject({ field: 'notes', value: 'he said "x"', explanation: 'The value is "wrong"' });
  });

  it('are read with line breaks even where quotation marks are not doubled', () => {
    const text =
      '"1","notes","he said "x"\nand, "then",\nleft","Bad"\n"2","notes","a "b" c","Bad, "too""\n"3","age","7","Bad"';
    expect(
      explain(text, 400).rows?.map(({ record, value, explanation }) => [record, value, explanation]),
    ).toEqual([
      ['1', 'he said "x"\nand, "then",\nleft', 'Bad'],
      ['2', 'a "b" c', 'Bad, "too"'],
      ['3', '7', 'Bad'],
    ]);
  });

  it.each([
    ['<script>alert(1)</script>', '&lt;b&gt; &amp; "x"'],
    ['=HYPERLINK("http://x")', '\u202Eabc'],
    ['1\t2', '  '],
    ['ß/Ω 研究', '‘quoted’, “so”'],
  ])('keep a record and a value as they are: %j, %j', (record, value) => {
    const [row] = explain(line(record, 'notes', value, category), 400).rows ?? [];
    expect([row?.record, row?.value]).toEqual([record, value]);
  });

  it('are found in words written for a web page', () => {
    const text = line('1', 'age', 'x', category).replaceAll('"', '&quot;');
    expect(explain(`Errors:<br>${text}<br/>${text}`, 400).rows).toHaveLength(2);
  });

  it('are told in any language', () => {
    const [row] = explain(line('1', 'alter', 'x', 'Der Wert ist keine gültige Kategorie'), 400).rows ?? [];
    expect(row).toMatchObject({ field: 'alter', explanation: 'Der Wert ist keine gültige Kategorie' });
    expect(row?.advice).toContain('server’s own');
  });

  it('are bounded, and their number is told', () => {
    const text = Array.from({ length: 12_345 }, (_, index) =>
      line(String(index), 'age', 'y'.repeat(index === 0 ? 5000 : 1), category),
    ).join('\n');
    const explained = explain(text, 400);
    expect(explained.rows).toHaveLength(1000);
    expect(explained.rowTotal).toBe(12_345);
    expect(explained.rows?.[0]?.value.length).toBeLessThan(510);
    expect(explained.message).toMatch(/^12,345 values were refused/);
  });

  it('are read up to where the message was cut off', () => {
    const text = Array.from({ length: 3 }, (_, index) => line(String(index), 'age', 'y', category)).join(
      '\n',
    );
    for (const length of [text.length - 1, text.length - 20, text.length - 60]) {
      const explained = explain(text.slice(0, length), 400, false);
      expect(explained.rows, String(length)).toHaveLength(2);
      expect(explained.message).toMatch(/^More than 2 values/);
    }
  });

  it.each(['"just a quotation"', 'a,b,c,d', '"a","b"', '', '"1","a","b","c" and more'])(
    'are not seen in %j',
    (text) => expect(explain(text, 400).rows).toBeUndefined(),
  );
});
