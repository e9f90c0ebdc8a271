/**
 * One character as an escape that C# and Go share: four or eight digits, never `\x`, which is a byte in Go and in
 * C# takes as many digits as follow.
 */
export function unicodeEscape(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
