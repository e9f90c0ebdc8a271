import { describe, expect, test } from 'vitest';
import type { TokenField } from '#app/request/encoded-request.ts';
import { codeFor } from '#app/snippets/code-for.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { madeUpInput, textRequest } from './made-up-input.ts';

const token = 'ABCDEF0123456789ABCDEF0123456789';

// The compiler holds both: `npm run types` fails once one of them has room for a token.

// @ts-expect-error a place has no value
const place: TokenField = { kind: 'token', name: 'token', value: token };

// @ts-expect-error what a program is made from has no token
const input: SnippetInput = { ...madeUpInput(textRequest([])), token };

describe.each(snippetTargets)('$id', (target) => {
  test.each(target.tokenSources)(
    'writes no token that got past the compiler, read from %s',
    (tokenSource) => {
      const request = { ...input.request, fields: [place, ...input.request.fields.slice(1)] };
      const code = codeFor(target, {
        ...input,
        request,
        options: { ...defaultSnippetOptions, tokenSource },
      });
      expect(code.kind).toBe('code');
      expect(JSON.stringify(code)).not.toContain(token);
    },
  );
});
