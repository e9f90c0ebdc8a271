import { describe, expect, it } from 'vitest';
import { rowScanner, type ScanEnd, type TableFormat } from '#main/answers/row-scanner.ts';

interface Scanned {
  readonly rows: readonly string[];
  readonly end: ScanEnd;
}

function scan(format: TableFormat, text: string, size: number, delimiter = ','): Scanned {
  const bytes = Buffer.from(text);
  const rows: string[] = [];
  const scanner = rowScanner(
    format,
    delimiter,
    (start, end) => rows.push(bytes.toString('utf8', start, end)),
    false,
  );
  for (let at = 0; at < bytes.length; at += size) scanner.scan(bytes.subarray(at, at + size), at);
  return { end: scanner.finish(bytes.length), rows };
}

/** The result must not depend on how the body was divided. */
function scanAnyway(format: TableFormat, text: string, delimiter?: string): Scanned {
  const whole = scan(format, text, Buffer.byteLength(text) || 1, delimiter);
  for (const size of [1, 2, 3, 7]) expect(scan(format, text, size, delimiter)).toEqual(whole);
  return whole;
}

describe('rows of CSV', () => {
  it('end at line breaks outside quotes', () => {
    expect(scanAnyway('csv', 'id,note\n1,"two\nlines, ""quoted"""\r\n2,plain\n')).toEqual({
      rows: ['id,note', '1,"two\nlines, ""quoted"""\r', '2,plain'],
      end: 'complete',
    });
  });

  it('need no line break at the end', () => {
    expect(scanAnyway('csv', 'id,note\n1,a')).toEqual({ rows: ['id,note', '1,a'], end: 'complete' });
  });

  it('are not blank lines', () => {
    expect(scanAnyway('csv', '\nid\n\n1\n""\n\n').rows).toEqual(['id', '1']);
    expect(scanAnyway('csv', 'id,a\n,\n').rows).toEqual(['id,a', ',']);
  });

  it('were cut off when a quote stays open or the last line lacks cells', () => {
    expect(scanAnyway('csv', 'id,note\n1,"cut').end).toBe('cut');
    expect(scanAnyway('csv', 'id,note\n1,a\n2').end).toBe('cut');
  });

  it('know other delimiters and quotes in the middle of a cell', () => {
    expect(scanAnyway('csv', 'id\tnote\n1\t5" wide\n2\tx\n', '\t').rows).toEqual([
      'id\tnote',
      '1\t5" wide',
      '2\tx',
    ]);
  });
});

describe('rows of JSON', () => {
  it('are the objects of the list, whatever their texts hold', () => {
    const odd = '{"a":"]},{\\"[","b":{"c":[1,{}]}}';
    expect(scanAnyway('json', `\uFEFF [ ${odd} ,\n{"a":"ä\\\\"}] \n`)).toEqual({
      rows: [odd, '{"a":"ä\\\\"}'],
      end: 'complete',
    });
  });

  it('may be a single object', () => {
    expect(scanAnyway('json', '{"a":[1,2]}')).toEqual({ rows: ['{"a":[1,2]}'], end: 'complete' });
  });

  it.each(['[{"a":1},', '[{"a":1}', '[', '[{"a":"x', '[{"a":1}<br />Fatal error'])(
    'were cut off: %s',
    (text) => {
      expect(scanAnyway('json', text).end).toBe('cut');
    },
  );

  it.each(['["1","2"]', '3', '"text"', '', 'null'])('are not there in %j', (text) => {
    expect(scanAnyway('json', text)).toEqual({ rows: [], end: 'notRows' });
  });
});

describe('rows of XML', () => {
  it('are the items under the root, whatever their texts hold', () => {
    const item =
      '<item><a><![CDATA[</item><item> ]] > ]]]></a><b x="/>">&lt;</b><item>inner</item><c/></item>';
    const text = `<?xml version="1.0" encoding="UTF-8" ?>\n<!-- <item> --><records>${item}<item/>\n<item ><a>ä</a></item></records>\n`;
    expect(scanAnyway('xml', text)).toEqual({
      rows: [item, '<item/>', '<item ><a>ä</a></item>'],
      end: 'complete',
    });
  });

  it('were cut off when the root stays open', () => {
    expect(scanAnyway('xml', '<records><item><a>1</a></item><item><a>')).toEqual({
      rows: ['<item><a>1</a></item>'],
      end: 'cut',
    });
  });

  it('are never taken from a document that declares a type', () => {
    const bomb = '<!DOCTYPE r [<!ENTITY a "aaaa">]><records><item><x>&a;</x></item></records>';
    expect(scanAnyway('xml', bomb)).toEqual({ rows: [], end: 'notRows' });
  });
});
