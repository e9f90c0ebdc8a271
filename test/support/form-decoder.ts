import { assertNever } from '#app/assert-never.ts';

/** A part of a form as a server sees it, bytes included. */
export type ReceivedField =
  | { readonly kind: 'text'; readonly name: string; readonly value: string }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly fileName: string;
      readonly mediaType: string;
      readonly content: Buffer;
    };

/** The fields of a body in the order received. Throws on what no server should have to guess at. */
export function decodeForm(contentType: string, body: Buffer): readonly ReceivedField[] {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  const encoding = boundary === undefined ? 'urlencoded' : 'multipart';
  switch (encoding) {
    case 'urlencoded':
      if (!contentType.startsWith('application/x-www-form-urlencoded')) {
        throw new Error(`no form: ${contentType}`);
      }
      return body
        .toString('latin1')
        .split('&')
        .map((pair) => {
          const [name = '', ...rest] = pair.split('=');
          return { kind: 'text', name: decodePart(name), value: decodePart(rest.join('=')) };
        });
    case 'multipart':
      return partsOf(body, boundary ?? '').map(decodeMultipart);
    default:
      return assertNever(encoding);
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodePart(text: string): string {
  const bytes = text
    .replaceAll('+', ' ')
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return strictUtf8.decode(Buffer.from(bytes, 'latin1'));
}

function partsOf(body: Buffer, boundary: string): readonly Buffer[] {
  const mark = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const parts: Buffer[] = [];
  let start = whole.indexOf(mark);
  for (;;) {
    const end = whole.indexOf(mark, start + mark.length);
    if (end === -1) break;
    parts.push(whole.subarray(start + mark.length + 2, end));
    start = end;
  }
  if (whole.subarray(start + mark.length, start + mark.length + 2).toString() !== '--') {
    throw new Error('the last boundary is missing');
  }
  return parts;
}

function decodeMultipart(part: Buffer): ReceivedField {
  const end = part.indexOf('\r\n\r\n');
  if (end === -1) throw new Error('a part has no end of headers');
  const head = strictUtf8.decode(part.subarray(0, end));
  const content = part.subarray(end + 4);
  const disposition = /^content-disposition: *form-data; *(.*)$/im.exec(head)?.[1] ?? '';
  const name = /(?:^|; *)name="((?:[^"\\]|\\.)*)"/.exec(disposition)?.[1];
  const fileName = /(?:^|; *)filename="((?:[^"\\]|\\.)*)"/.exec(disposition)?.[1];
  if (name === undefined) throw new Error(`a part has no name: ${head}`);
  if (fileName === undefined)
    return { kind: 'text', name: unescape(name), value: strictUtf8.decode(content) };
  const mediaType = /^content-type: *(.*)$/im.exec(head)?.[1] ?? '';
  return { kind: 'file', name: unescape(name), fileName: unescape(fileName), mediaType, content };
}

/** Libraries differ: `\"` as in mail, `%22` as in browsers. */
function unescape(text: string): string {
  return text.replaceAll(/\\(["\\])/g, '$1').replaceAll('%22', '"');
}
