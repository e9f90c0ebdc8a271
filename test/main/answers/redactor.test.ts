import { describe, expect, it } from 'vitest';
import { redactor, redactText } from '#main/answers/redactor.ts';

const token = '0123456789ABCDEF0123456789ABCDEF';
const other = 'FEDCBA9876543210FEDCBA9876543210';

function inPortions(text: string, tokens: readonly string[], size: number): string {
  const stream = redactor(tokens);
  const bytes = Buffer.from(text);
  const kept: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) kept.push(...stream.push(bytes.subarray(at, at + size)));
  return Buffer.concat([...kept, ...stream.end()]).toString();
}

describe('cutting tokens out', () => {
  const text = `ä${token}ö,${token.toLowerCase()}${token}|${other}|${token.slice(0, 31)}!`;
  const clean = `ä•••• CDEFö,•••• CDEF•••• CDEF|•••• 3210|${token.slice(0, 31)}!`;

  it('works in any case, side by side, and leaves what only resembles a token', () => {
    expect(redactText(text, [token, other])).toBe(clean);
  });

  it('works wherever the stream is divided', () => {
    for (let size = 1; size <= 70; size += 1) expect(inPortions(text, [token, other], size)).toBe(clean);
  });

  it('cuts the longer of two tokens that begin alike', () => {
    const longer = `${token}${other}`;
    for (let size = 1; size <= 70; size += 1) {
      expect(inPortions(`<${longer}><${token}>`, [token, longer], size)).toBe('<•••• 3210><•••• CDEF>');
    }
  });

  it('finds a token of another shape in the spelling of JSON, HTML and addresses', () => {
    const odd = 'a/b"c&d<e>f-12';
    const echoed = [
      JSON.stringify(odd),
      'a\\/b\\"c&d<e>f-12',
      'a/b&quot;c&amp;d&lt;e&gt;f-12',
      encodeURIComponent(odd),
    ];
    for (const each of echoed) expect(redactText(each, [odd])).toContain('•••• f-12');
  });

  it('passes everything through when there is no token', () => {
    expect(inPortions('any text', [], 3)).toBe('any text');
  });

  it('stays quick when a token is echoed a million times', () => {
    const started = performance.now();
    const echoes = redactText(token.repeat(100_000), [token, other, 'another-token-1', 'another-token-2']);
    expect(echoes).toHaveLength('•••• CDEF'.length * 100_000);
    // Not a speed test: a search that starts anew for each echo would take minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
