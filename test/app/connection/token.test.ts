import { describe, expect, it } from 'vitest';
import { cleanToken, maskedToken, tokenRemark } from '#app/connection/token.ts';

const token = '0123456789ABCDEF0123456789ABCDEF';

describe('a pasted token', () => {
  it.each([
    [token],
    [` ${token}\r\n`],
    [`"${token}"`],
    [`“${token}”`],
    [`\u200B${token}\uFEFF`],
    [`${token.slice(0, 16)}\n  ${token.slice(16)}`],
  ])('is freed of what came with it: %j', (pasted) => {
    expect(cleanToken(pasted)).toEqual({ ok: true, token, kind: 'project' });
  });

  it('is a super token with 64 characters', () => {
    expect(cleanToken(token + token)).toMatchObject({ ok: true, kind: 'super' });
  });

  it('may have another shape than REDCap’s own', () => {
    expect(cleanToken('site-token_8842/x=')).toMatchObject({ ok: true, token: 'site-token_8842/x=' });
  });

  it.each(['', '   ', '""', 'abc', 'tökentökentökentöken', 'x'.repeat(501)])(
    'is refused in a sentence: %j',
    (text) => {
      expect(cleanToken(text)).toMatchObject({ ok: false, message: expect.stringMatching(/^The .+\.$/) });
    },
  );

  it.each([
    ['', ''],
    ['abc', ''],
    [` ${token}\n`, 'The token ends in CDEF.'],
    [token + token, expect.stringContaining('a super token, which only creates projects')],
    [token.slice(1), expect.stringContaining('this one has 31 characters')],
    [`${token.slice(1)}Z`, expect.stringContaining('this one holds others')],
  ])('is remarked on before it is tried: %j', (pasted, remark) => {
    expect(tokenRemark(pasted)).toEqual(remark);
  });

  it('shows its last four characters and no more', () => {
    expect(maskedToken(token)).toBe('•••• CDEF');
  });
});
