import type { EncodedField } from '#app/request/encoded-request.ts';
import { cursorIn, type Cursor } from './cursor.ts';
import type { ReadFields } from './read-fields.ts';

/** Stand for what is known only when the program runs; none of them is a byte of UTF-8. */
const TOKEN = '\u{f0000}';
const BOUNDARY = '\u{f0001}';
const FILE = '\u{f0002}';

/** Carries out the DATA steps that write the body, and takes the body apart as a server would. */
export const readFields: ReadFields = (program) => {
  const cursor = cursorIn(program, program.indexOf('stream of bytes without line ends. */'));
  cursor.take('stream of bytes without line ends. */');
  let body = '';
  const references: string[] = [];
  do {
    if (cursor.sees('filename upload')) {
      cursor.take('filename upload');
      references.push(fromBytes(literal(cursor)));
      cursor.take(copying);
      body += FILE;
    }
    if (cursor.sees('data _null_;')) body += writtenBy(cursor, body === '');
  } while (!cursor.sees('%let SYS_PROCHTTP_STATUS_CODE'));
  return body.startsWith(`--${BOUNDARY}`) ? parts(body, references) : pairs(body);
};

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
      ? /data _null_;\n {2}file form recfm=n lrecl=32767;\n {2}length text \$ 32767 token \$ 500;\n[\s\S]*?\n {2}end;\n/
      : /data _null_;\n {2}file form recfm=n lrecl=32767 mod;\n {2}length text \$ 32767;\n/,
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
