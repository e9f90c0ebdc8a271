import type { EncodedField, EncodedRequest } from '#app/request/encoded-request.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import type { SnippetInput } from '#app/snippets/target.ts';

/** A request of text fields with the token first. */
export function textRequest(
  fields: readonly (readonly [name: string, value: string])[],
  methodId = 'export_records',
): EncodedRequest {
  const texts = fields.map(([name, value]): EncodedField => ({ kind: 'text', name, value }));
  return { methodId, encoding: 'urlencoded', fields: [{ kind: 'token', name: 'token' }, ...texts] };
}

/** What a snippet is made from, with no options and no dictionary unless they are given. */
export function madeUpInput(request: EncodedRequest, more: Partial<SnippetInput> = {}): SnippetInput {
  return {
    title: 'Made up',
    url: 'https://redcap.example.edu/api/',
    request,
    answer: { kind: 'text' },
    options: defaultSnippetOptions,
    dictionary: null,
    ...more,
  };
}
