/** The lines moved to the right by that many blanks; empty ones stay empty. For code that holds no raw line feed. */
export function indented(text: string, blanks: number): string {
  const margin = ' '.repeat(blanks);
  if (!text.includes('\n')) return text === '' ? '' : margin + text;
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : margin + line))
    .join('\n');
}
