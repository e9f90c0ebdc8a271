/** The lines moved to the right by that many blanks; empty ones stay empty. For code that holds no raw line feed. */
export function indented(text: string, blanks: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(blanks));
}
