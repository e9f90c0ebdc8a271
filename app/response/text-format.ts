/** How a body is coloured and read as text. */
export type TextFormat = 'csv' | 'json' | 'xml' | 'html' | 'plain';

/**
 * What a body is, from its first characters; the media type only breaks ties, because REDCap labels plain text
 * and CSV as `text/html` [S5].
 */
export function sniffFormat(head: string, mediaType: string, asked: TextFormat | 'odm'): TextFormat {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (looksLikeHtml(text)) return 'html';
  if (/^<\?xml|^<!doctype\s|^<[a-z_][\w.:-]*[\s/>]/i.test(text)) return 'xml';
  if (/^(?:[[{]|"(?:[^"\\]|\\.)*"\s*$)/.test(text))
    return asked === 'csv' && text.startsWith('"') ? 'csv' : 'json';
  if (asked === 'csv' || mediaType === 'text/csv') return 'csv';
  return 'plain';
}

/** A page for people: a login, maintenance or error page, never data. */
export function looksLikeHtml(text: string): boolean {
  return /^(?:<!--[\s\S]{0,2000}?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|title|meta|script|style|link|div|center|h[1-6]|p|br|form|table)[\s/>])/i.test(
    text.replace(/^\uFEFF/, '').trimStart(),
  );
}

/** The words of an HTML page, for the technical detail. */
export function wordsOfHtml(html: string): string {
  return html
    .replace(/<(script|style|head)\b[\s\S]*?(?:<\/\1>|$)/gi, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
}
