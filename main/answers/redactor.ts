import { maskedToken } from '#app/connection/token.ts';

/** The ways one token can be written in JSON, HTML, XML or an address; mostly all the same. */
function spellings(token: string): readonly string[] {
  const json = JSON.stringify(token).slice(1, -1);
  const html = token
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return [
    token,
    json,
    json.replaceAll('/', '\\/'),
    html,
    html.replaceAll("'", '&#039;'),
    encodeURIComponent(token),
  ];
}

interface Secret {
  readonly needle: string;
  readonly mask: string;
}

/** Longest first, so that a token that begins like another is cut out whole. */
function secretsOf(tokens: readonly string[]): readonly Secret[] {
  const found = new Map<string, string>();
  for (const token of tokens) {
    for (const spelling of spellings(token)) found.set(spelling.toLowerCase(), maskedToken(token));
  }
  return [...found]
    .map(([needle, mask]) => ({ needle, mask }))
    .sort((a, b) => b.needle.length - a.needle.length);
}

/** Text without any of the tokens, whatever their case; each leaves `•••• last four`. */
export function redactText(text: string, tokens: readonly string[]): string {
  const stream = redactor(tokens);
  return Buffer.concat([...stream.push(Buffer.from(text)), ...stream.end()]).toString();
}

export interface Redactor {
  /** Bytes that are safe to keep now; some wait for the next chunk. */
  readonly push: (chunk: Uint8Array) => readonly Buffer[];
  /** The rest. */
  readonly end: () => readonly Buffer[];
}

/** Cuts tokens out of a stream of bytes, also where one lies across the border of two chunks. */
export function redactor(tokens: readonly string[]): Redactor {
  const secrets = secretsOf(tokens);
  const longest = Math.max(1, ...secrets.map((each) => each.needle.length));
  let waiting = Buffer.alloc(0);

  const cut = (bytes: Buffer, last: boolean): readonly Buffer[] => {
    // Latin-1 maps each byte to one character, and its lower case never changes the length.
    const text = secrets.length === 0 ? '' : bytes.toString('latin1').toLowerCase();
    const limit = last ? bytes.length : bytes.length - (longest - 1);
    const pieces: Buffer[] = [];
    // Where each secret occurs next; asked again only when passed, so that many echoes stay cheap.
    const next = secrets.map((each) => text.indexOf(each.needle));
    let at = 0;
    while (at < limit) {
      let nearest = -1;
      for (const [index, secret] of secrets.entries()) {
        const seen = next[index] ?? -1;
        const start = seen !== -1 && seen < at ? text.indexOf(secret.needle, at) : seen;
        next[index] = start;
        if (start !== -1 && (nearest === -1 || start < (next[nearest] ?? -1))) nearest = index;
      }
      const secret = secrets[nearest];
      const start = next[nearest] ?? -1;
      if (secret === undefined || start >= limit) break;
      pieces.push(bytes.subarray(at, start), Buffer.from(secret.mask));
      at = start + secret.needle.length;
    }
    const border = Math.max(at, limit);
    if (border > at) pieces.push(bytes.subarray(at, border));
    waiting = Buffer.from(bytes.subarray(border));
    return pieces;
  };

  return {
    push: (chunk) => cut(waiting.length === 0 ? asBuffer(chunk) : Buffer.concat([waiting, chunk]), false),
    end: () => cut(waiting, true),
  };
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
