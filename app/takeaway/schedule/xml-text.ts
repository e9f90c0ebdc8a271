/** Text between tags of an XML file, in ASCII: not every reader takes a file for UTF-8. */
export function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[^\0-~]/gu, (letter) => `&#${letter.codePointAt(0) ?? 0};`);
}
