/**
 * Text that is safe inside a comment of every target. Only what a method's title needs is kept: nothing left can
 * end a line or a comment (line separators, PHP's closing tag, Java's `\u` escapes), nor name an encoding in a
 * first line, which Python and Ruby would obey (`coding:`).
 */
export function commentText(text: string): string {
  return text
    .replaceAll(/[^A-Za-z0-9 .,;()&'/+_-]/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}
