/** What a method gives back. A long body is an iterable of pieces, made as they are sent. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array | Iterable<string | Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Format = 'csv' | 'json' | 'xml';

/** A refusal with REDCap's status and message; becomes an error body in the format of `returnFormat`. */
export class ApiError extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

export function invalidParameter(name: string): ApiError {
  return new ApiError(`The value of the parameter "${name}" is not valid`);
}

/** What REDCap answers when a request is more than it can hold [S7]. */
export function outOfMemory(): ApiError {
  return new ApiError(
    'REDCap ran out of server memory. The request cannot be processed. Please try importing/exporting a smaller amount of data.',
    500,
  );
}

const TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
};

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" ?>';

export function answerIn(format: Format, body: Answer['body']): Answer {
  return { status: 200, type: TYPES[format], body };
}

/** Plain text whatever format was asked for: version, next record name, a new project's token. */
export function plainAnswer(body: string): Answer {
  return { status: 200, type: 'text/plain; charset=utf-8', body };
}

/** A page of a web server rather than of REDCap; an error page is laid out as Apache lays out its own [S5]. */
export function htmlAnswer(status: number, title: string, text: string): Answer {
  const name = status === 200 ? title : `${status} ${title}`;
  const head = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${name}</title>\n</head>`;
  const body = `${head}<body>\n<h1>${title}</h1>\n<p>${text}</p>\n</body></html>\n`;
  return { status, type: 'text/html; charset=utf-8', body };
}

/** The three error bodies of redcap-api [S1]. */
export function errorAnswer(format: Format, { status, message }: ApiError): Answer {
  return { ...answerIn(format, errorBody(format, message)), status };
}

function errorBody(format: Format, message: string): string {
  if (format === 'json') return JSON.stringify({ error: message });
  if (format === 'csv') return `ERROR: ${message}`;
  return `${XML_DECLARATION}<hash><error>${escapeXml(message)}</error></hash>`;
}

const XML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Text fit for an XML element; characters that XML 1.0 forbids are left out, and a reader keeps the line breaks. */
export function escapeXml(text: string): string {
  return withoutForbidden(text).replaceAll(/[&<>"\r]/g, (character) => XML_ENTITIES[character] ?? '');
}

/** Text fit for an XML attribute: line breaks survive a reader's white space folding. */
export function escapeXmlAttribute(text: string): string {
  return withoutForbidden(text).replaceAll(/[&<>"\n\r\t]/g, (character) => XML_ENTITIES[character] ?? '');
}

function withoutForbidden(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these control characters are what XML 1.0 forbids
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}
