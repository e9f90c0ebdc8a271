import { assertNever } from '#app/assert-never.ts';
import type { EncodedField, EncodedRequest, FileField } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { piecesOf, type LiteralLimits } from '#app/snippets/pieces.ts';
import { isPlainSas, percentEncoded, quoteSas as quote } from './sas-quote.ts';

/** SAS warns of a literal of more than 262 bytes; a piece takes up to twelve per character when encoded. */
const LIMITS: LiteralLimits = { units: 200, lines: Number.POSITIVE_INFINITY };
const ENCODED_UNITS = 20;
const STATEMENTS_PER_STEP = 1000;

/** The DATA steps that write the request's body to the fileref `form`. The first reads the token. */
export function sasBody(request: EncodedRequest, readToken: string): string {
  const multipart = request.encoding === 'multipart';
  const steps: string[] = [];
  let statements: string[] = [];
  const close = () => {
    const token = steps.length === 0 ? readToken : null;
    if (statements.length > 0 || steps.length === 0) steps.push(sasWriting(statements, 'form', token));
    statements = [];
  };
  for (const [index, field] of request.fields.entries()) {
    for (const statement of multipart ? partOf(field) : pairOf(field, index)) {
      if (statements.length >= STATEMENTS_PER_STEP) close();
      statements.push(statement);
    }
    if (field.kind === 'file') {
      close();
      steps.push(copyStep(field));
      statements.push(`put '0D0A'x;`);
    }
  }
  if (multipart) statements.push('put "--&boundary--" \'0D0A\'x;');
  close();
  return steps.join('\n\n');
}

/** The DATA steps that write all fields but the token to the fileref `fields`, each with an ampersand before it. */
export function sasFieldsWithoutToken(request: EncodedRequest): string {
  const statements = request.fields.flatMap((field) => (field.kind === 'token' ? [] : pairOf(field, 1)));
  const count = Math.max(1, Math.ceil(statements.length / STATEMENTS_PER_STEP));
  return Array.from({ length: count }, (_, index) => {
    const some = statements.slice(index * STATEMENTS_PER_STEP, (index + 1) * STATEMENTS_PER_STEP);
    return sasWriting(some, 'fields', null, index > 0);
  }).join('\n\n');
}

/**
 * A DATA step that writes bytes to a fileref with these statements; the label `write` writes the variable `text`.
 * `readToken` makes the variable `token`; null: the step needs none, and adds to what is written already.
 */
export function sasWriting(
  statements: readonly string[],
  fileref: 'form' | 'fields',
  readToken: string | null,
  adds: boolean = readToken === null,
): string {
  return `data _null_;
  file ${fileref} recfm=n lrecl=32767${adds ? ' mod' : ''};
  length text $ 32767${readToken === null ? '' : ' token $ 500'};
${readToken ?? ''}${statements.map((statement) => `  ${statement}`).join('\n')}
  stop;
write:
  size = lengthn(text);
  put text $varying32767. size;
  return;
run;`;
}

function pairOf(field: EncodedField, index: number): readonly string[] {
  const start = `put '${index === 0 ? '' : '&'}${percentEncoded(field.name)}=';`;
  switch (field.kind) {
    case 'token':
      return [start, 'text = urlencode(strip(token)); link write;'];
    case 'text':
      return [start, ...encodedValue(field.value)];
    case 'file':
      return [start, ...encodedValue(field.fileName)];
    default:
      return assertNever(field);
  }
}

/** Plain text through urlencode; the rest stands encoded as UTF-8, because urlencode takes the session's encoding. */
function encodedValue(value: string): readonly string[] {
  const { between, texts } = piecesOf(value, LIMITS);
  return texts.flatMap((text, index) => {
    const end = index < texts.length - 1 && between === '\n' ? [`put '%0A';`] : [];
    if (text === '') return end;
    if (isPlainSas(text)) return [`text = urlencode(${quote(text)}); link write;`].concat(end);
    const { texts: short } = piecesOf(text, { units: ENCODED_UNITS, lines: 0 });
    return short.map((piece) => `put '${percentEncoded(piece)}';`).concat(end);
  });
}

function partOf(field: EncodedField): readonly string[] {
  const file = field.kind === 'file' ? `; filename="${formFileName(field.fileName)}"` : '';
  const head = [
    'put "--&boundary" \'0D0A\'x;',
    ...rawText(`Content-Disposition: form-data; name="${field.name}"${file}`),
    field.kind === 'file'
      ? `put '0D0A'x 'Content-Type: application/octet-stream' '0D0A0D0A'x;`
      : `put '0D0A0D0A'x;`,
  ];
  switch (field.kind) {
    case 'token':
      return [...head, 'text = strip(token); link write;', `put '0D0A'x;`];
    case 'text':
      return [...head, ...rawText(field.value), `put '0D0A'x;`];
    case 'file':
      return head;
    default:
      return assertNever(field);
  }
}

function rawText(value: string): readonly string[] {
  const { between, texts } = piecesOf(value, LIMITS);
  return texts.flatMap((text, index) => {
    const end = index < texts.length - 1 && between === '\n' ? [`put '0A'x;`] : [];
    if (text === '') return end;
    if (/^[ -~]*$/.test(text)) return [`put ${quote(text)};`].concat(end);
    const { texts: short } = piecesOf(text, { units: ENCODED_UNITS * 2, lines: 0 });
    return short.map((piece) => `put ${quote(piece)};`).concat(end);
  });
}

/** Byte by byte, because a line could be of any length. */
function copyStep(field: FileField): string {
  return `filename upload ${quote(field.reference)};
data _null_;
  infile upload recfm=n;
  file form recfm=n mod;
  input byte $char1.;
  put byte $char1.;
run;`;
}
