import { shorten } from '#app/project/payload/finding.ts';

/** An element of data to import. */
export interface XmlElement {
  readonly name: string;
  /** Offset of its start tag in the text. */
  readonly offset: number;
  readonly children: readonly XmlElement[];
  /** Its own text with entities decoded. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/** Comment, CDATA, instruction, or a tag with its parts. */
const markup =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([\p{L}_][\p{L}\p{N}_:.-]*)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/gu;

export type XmlOutcome =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly offset: number; readonly message: string };

/**
 * The outermost element of a text, without attributes, or where it stops to be well formed. The XML library builds
 * such a tree as well, but takes seconds for ten thousand rows.
 */
export function xmlTree(text: string): XmlOutcome {
  const top: OpenElement = { name: '', offset: 0, children: [], text: '' };
  const open: OpenElement[] = [top];
  let from = 0;
  const between = (to: number): number => {
    if (to === from) return -1;
    const parent = open.at(-1) ?? top;
    const piece = text.slice(from, to);
    const stray = parent === top ? piece.search(/[^\s\uFEFF]/) : piece.indexOf('<');
    if (stray === -1) parent.text += decode(piece);
    return stray === -1 ? -1 : from + stray;
  };
  for (const found of text.matchAll(markup)) {
    const stray = between(found.index);
    if (stray !== -1) return { ok: false, offset: stray, message: strayText };
    const parent = open.at(-1) ?? top;
    from = found.index + found[0].length;
    const [, data, closes, name, , isEmpty] = found;
    if (data !== undefined) parent.text += data;
    if (name === undefined) continue;
    if (closes === '/') {
      if (parent.name !== name) return { ok: false, offset: found.index, message: mismatch(parent, name) };
      open.pop();
      continue;
    }
    if (open.length > MOST_NESTED) {
      return { ok: false, offset: found.index, message: 'Elements are nested too deeply here.' };
    }
    const element: OpenElement = { name, offset: found.index, children: [], text: '' };
    parent.children.push(element);
    if (isEmpty !== '/') open.push(element);
  }
  const stray = between(text.length);
  if (stray !== -1) return { ok: false, offset: stray, message: strayText };
  const last = open.at(-1);
  if (last !== undefined && last !== top) {
    return { ok: false, offset: last.offset, message: `The element ${shorten(last.name)} is never closed.` };
  }
  const [root, second] = top.children;
  if (root === undefined) return { ok: false, offset: 0, message: 'There is no element in this text.' };
  return second === undefined
    ? { ok: true, root }
    : {
        ok: false,
        offset: second.offset,
        message: 'A second outermost element begins here: put all rows into one.',
      };
}

const MOST_NESTED = 100;
const strayText = 'This is not well-formed XML: write < as &lt; in a value, and close every element.';

function mismatch(open: OpenElement, name: string): string {
  return open.name === ''
    ? `The element ${shorten(name)} is closed here, but was never opened.`
    : `The element ${shorten(name)} is closed here, but ${shorten(open.name)} is still open.`;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const reference = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(reference, (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10_ffff ? String.fromCodePoint(point) : whole;
  });
}
