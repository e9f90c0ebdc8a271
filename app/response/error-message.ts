/**
 * The message inside an error answer of REDCap, in any of its three shapes, or null when the text is none:
 * `{"error":"…"}`, `ERROR: …`, `<hash><error>…</error></hash>` (redcap-api.md 4.2).
 */
export function redcapErrorMessage(head: string): string | null {
  const text = head.replace(/^\uFEFF/, '').trim();
  if (text.startsWith('{')) return jsonError(text);
  if (text.startsWith('ERROR:')) return text.slice('ERROR:'.length).trim();
  if (text.startsWith('<')) return xmlError(text);
  return null;
}

function jsonError(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('error' in value)) return null;
    // Old versions add the unknown fields' names as `fields`; any other key means the object is data [S13].
    if (Object.keys(value).some((key) => key !== 'error' && key !== 'fields')) return null;
    const message = typeof value.error === 'string' ? value.error : JSON.stringify(value.error);
    return 'fields' in value && Array.isArray(value.fields)
      ? `${message}: ${value.fields.join(', ')}`
      : message;
  } catch {
    // Cut off or malformed: a leading `error` key is still told, without an escape that is cut in half.
    const found = /^\{\s*"error"\s*:\s*"((?:[^"\\]|\\(?:u[0-9a-f]{4}|[^u]))*)/i.exec(text)?.[1];
    return found === undefined ? null : plainText(found);
  }
}

function plainText(escaped: string): string {
  try {
    return String(JSON.parse(`"${escaped}"`));
  } catch {
    return escaped;
  }
}

function xmlError(text: string): string | null {
  // Without its end the message was cut off, and is told as far as it goes.
  const found = /^(?:<\?xml[^>]*\?>)?\s*<hash>\s*<error>([\s\S]*?)(?:<\/error>|$)/.exec(text)?.[1];
  if (found === undefined) return null;
  const plain = /^\s*<!\[CDATA\[([\s\S]*?)(?:\]\]>\s*)?$/.exec(found)?.[1];
  return (plain ?? decodeEntities(found)).trim();
}

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
};

/** Decodes XML's five named entities, HTML's blank and numbered characters; everything else stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos|nbsp));/gi,
    (whole, hex, decimal, name) => {
      if (typeof name === 'string') return NAMED[name] ?? whole;
      const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}
