import { findMethod } from '#app/catalogue/catalogue.ts';
import type { Draft } from '#app/request/draft.ts';
import type { EncodedRequest, TextField } from '#app/request/encoded-request.ts';
import { prepare } from '#app/request/prepare.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import type { ReceivedField } from '#test/support/form-decoder.ts';

/** What a snippet of a real method is made from; refuses a draft that could not be executed. */
export function inputFor(methodId: string, draft: Draft, url: string): SnippetInput {
  const method = findMethod(methodId);
  if (method === undefined) throw new Error(`no method ${methodId}`);
  const { request, problems } = prepare(method, draft, {});
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('\n'));
  return snippetInput(method, request, url);
}

/** A request written by hand, with the token first. */
export function requestOf(
  fields: readonly (readonly [name: string, value: string])[],
  encoding: EncodedRequest['encoding'] = 'urlencoded',
): EncodedRequest {
  const texts = fields.map(([name, value]): TextField => ({ kind: 'text', name, value }));
  return { methodId: 'by_hand', encoding, fields: [{ kind: 'token', name: 'token' }, ...texts] };
}

/** What a snippet of a request written by hand is made from. */
export function inputByHand(
  request: EncodedRequest,
  url: string,
  answer: SnippetInput['answer'] = { kind: 'text' },
): SnippetInput {
  return { title: 'By hand', url, request, answer, options: defaultSnippetOptions, dictionary: null };
}

/** The fields a server must see; the content of files comes from `files` by field name. */
export function expectedFields(
  request: EncodedRequest,
  token: string,
  files: Readonly<Record<string, Buffer>> = {},
): readonly ReceivedField[] {
  return request.fields.map((field): ReceivedField => {
    if (field.kind === 'token') return { kind: 'text', name: field.name, value: token };
    if (field.kind === 'text') return field;
    const content = files[field.name];
    if (content === undefined) throw new Error(`no content for ${field.name}`);
    return {
      kind: 'file',
      name: field.name,
      fileName: field.fileName,
      mediaType: 'application/octet-stream',
      content,
    };
  });
}
