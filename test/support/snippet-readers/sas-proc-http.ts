import type { EncodedField } from '#app/request/encoded-request.ts';
import { cursorIn, type Cursor } from './cursor.ts';
import type { ReadBatches, ReadFields } from './read-fields.ts';

/** Stand for what is known only when the program runs; none of them is a byte of UTF-8. */
const TOKEN = '\u{f0000}';
const BOUNDARY = '\u{f0001}';
const FILE = '\u{f0002}';

/** Carries out the DATA steps that write the body, and takes the body apart as a server would. */
export const readFields: ReadFields = (program) => {
  const references: string[] = [];
  const body = writtenAfter(program, FORM_COMMENT, '%let SYS_PROCHTTP_STATUS_CODE', references);
  return body.startsWith(`--${BOUNDARY}`) ? parts(body, references) : pairs(body);
};

const FORM_COMMENT = 'stream of bytes without line ends. */';

/**
 * Carries out the steps for the names, those for what all batches ask for, and those of a batch: the token, a copy of
 * what is for all, and each record with its bytes in hexadecimal.
 */
export const readBatches: ReadBatches = (program) => {
  const names = writtenAfter(program, FORM_COMMENT, '%redcap_send;', []);
  const heading = 'the token is written anew for each. */\nfilename fields temp;';
  const shared = writtenAfter(program, heading, '/* Then the rows of', []);
  const batch = cursorIn(program, program.indexOf('    filename form temp;\n    data _null_;'));
  batch.take('filename form temp;');
  batch.match(/data _null_;\n {6}file form recfm=n lrecl=32767;\n {6}length text \$ 32767 token \$ 500;\n/);
  batch.match(/token = strip\(sysget\('REDCAP_API_TOKEN'\)\);\n[^]*?\n {6}end;\n/);
  const [, milliseconds] = batch.match(/call sleep\((\d+), 0\.001\);.*\n/);
  batch.take("put 'token=';\n      text = urlencode(strip(token)); link write;\n      stop;");
  batch.match(/write:\n[^]*?run;\n/);
  const [, size, ...sizes] = batch.match(recordSteps);
  if (sizes.some((again) => again !== size)) throw new Error('The batches do not follow each other');
  batch.take('%redcap_send;');
  return {
    names: pairs(names),
    rowsOf: (records) => pairs(`token=${TOKEN}${shared}${records.map(recordPair).join('')}`),
    recordsPerBatch: Number(size),
    pauseSeconds: Number(milliseconds) / 1000,
  };
};

const recordSteps =
  /data _null_;\n {6}infile fields recfm=n;\n {6}file form recfm=n mod;\n {6}input byte \$char1\.;\n {6}put byte \$char1\.;\n {4}run;\n {4}data _null_;\n {6}set redcap_records\(firstobs=%eval\(\(&batch - 1\) \* (\d+) \+ 1\) obs=%eval\(&batch \* (\d+)\)\);\n {6}file form recfm=n mod;\n {6}length number \$ 12 byte \$ 1;\n {6}number = left\(put\(_n_ - 1, 12\.\)\);\n {6}size = length\(number\);\n {6}put '&records%5B' number \$varying12\. size '%5D=';\n {6}do place = 1 to length\(record\);\n {8}byte = substr\(record, place, 1\);\n {8}put '%' byte \$hex2\.;\n {6}end;\n {4}run;\n/;

function recordPair(record: string, index: number): string {
  const bytes = [...Buffer.from(record)].map(
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `&records%5B${index}%5D=${bytes.join('')}`;
}

/** The bytes that the steps between two texts of the program write. */
function writtenAfter(program: string, start: string, end: string, references: string[]): string {
  const cursor = cursorIn(program, program.indexOf(start));
  cursor.take(start);
  let body = '';
  do {
    if (cursor.sees('filename upload')) {
      cursor.take('filename upload');
      references.push(fromBytes(literal(cursor)));
      cursor.take(copying);
      body += FILE;
    }
    if (cursor.sees('data _null_;')) body += writtenBy(cursor, body === '');
  } while (!cursor.sees(end));
  return body;
}

const copying = `;
data _null_;
  infile upload recfm=n;
  file form recfm=n mod;
  input byte $char1.;
  put byte $char1.;
run;`;

/** The bytes that one DATA step writes. */
function writtenBy(cursor: Cursor, first: boolean): string {
  cursor.match(
    first
      ? /data _null_;\n {2}file (?:fields recfm=n lrecl=32767;\n {2}length text \$ 32767;\n|form recfm=n lrecl=32767;\n {2}length text \$ 32767 token \$ 500;\n[\s\S]*?\n {2}end;\n)/
      : /data _null_;\n {2}file (?:form|fields) recfm=n lrecl=32767 mod;\n {2}length text \$ 32767;\n/,
  );
  let written = '';
  while (!cursor.sees('stop;')) {
    if (cursor.sees('put')) {
      cursor.take('put');
      while (!cursor.sees(';')) written += literal(cursor);
      cursor.take(';');
      continue;
    }
    cursor.take('text =');
    if (cursor.sees('strip(token)')) {
      cursor.take('strip(token)');
      written += TOKEN;
    } else {
      cursor.take('urlencode(');
      if (cursor.sees('strip(token)')) {
        cursor.take('strip(token)');
        written += TOKEN;
      } else {
        const text = literal(cursor);
        if (!/^[ -~]*[!-~]$/.test(text)) throw new Error(`urlencode would depend on the session: ${text}`);
        written += encodeURIComponent(text);
      }
      cursor.take(')');
    }
    cursor.take('; link write;');
  }
  cursor.take('stop;\nwrite:\n  size = lengthn(text);\n  put text $varying32767. size;\n  return;\nrun;');
  return written;
}

/** A literal as a string of bytes: in single quotes, in hexadecimal, or one that names the boundary. */
function literal(cursor: Cursor): string {
  if (cursor.sees('"')) {
    const [, end = ''] = cursor.match(/"--&boundary(-*)"/);
    return `--${BOUNDARY}${end}`;
  }
  const [, text = '', hexadecimal] = cursor.match(/'((?:[^'\n]|'')*)'(x?)(?![x'"])/);
  // SAS warns of longer ones: the quotes could be out of balance.
  if (text.length > 262) throw new Error('A literal is too long');
  if (hexadecimal !== '') return Buffer.from(strictHex(text), 'hex').toString('latin1');
  if (!/^[ -~]*$/.test(text)) throw new Error(`A literal depends on the session: ${text}`);
  return text.replaceAll("''", "'");
}

function strictHex(text: string): string {
  if (!/^(?:[\dA-F]{2})+$/.test(text)) throw new Error(`No hexadecimal literal: ${text}`);
  return text;
}

function fromBytes(text: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, 'latin1'));
}

function pairs(body: string): readonly EncodedField[] {
  return body.split('&').map((pair): EncodedField => {
    const [name = '', value = ''] = pair.split('=');
    if (value === TOKEN) return { kind: 'token', name: 'token' };
    return { kind: 'text', name: decodeURIComponent(name), value: decodeURIComponent(value) };
  });
}

function parts(body: string, references: readonly string[]): readonly EncodedField[] {
  if (!body.endsWith(`--${BOUNDARY}--\r\n`)) throw new Error('The body has no end');
  const whole = body.slice(0, -`--${BOUNDARY}--\r\n`.length);
  let files = 0;
  return whole
    .split(`--${BOUNDARY}\r\n`)
    .slice(1)
    .map((part): EncodedField => {
      const head =
        /^Content-Disposition: form-data; name="([^"]*)"(?:; filename="([^"]*)"\r\nContent-Type: application\/octet-stream)?\r\n\r\n/.exec(
          part,
        );
      if (head === null || !part.endsWith('\r\n')) throw new Error('A part has no head or no end');
      const content = part.slice(head[0].length, -2);
      const name = fromBytes(head[1] ?? '');
      if (content === TOKEN) return { kind: 'token', name: 'token' };
      if (content === FILE) {
        files += 1;
        return {
          kind: 'file',
          name,
          fileName: fromBytes(head[2] ?? ''),
          reference: references[files - 1] ?? '',
        };
      }
      return { kind: 'text', name, value: fromBytes(content) };
    });
}
