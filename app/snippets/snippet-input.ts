import type { Method } from '#app/catalogue/method.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import type { SnippetDictionary } from './snippet-dictionary.ts';
import { defaultSnippetOptions, type SnippetOptions } from './snippet-options.ts';
import type { SnippetInput } from './target.ts';
import { wireAddress } from './wire-address.ts';

/** Gathers what a snippet of this method, request and API address is made from. */
export function snippetInput(
  method: Method,
  request: EncodedRequest,
  url: string,
  options: SnippetOptions = defaultSnippetOptions,
  dictionary: SnippetDictionary | null = null,
): SnippetInput {
  return {
    title: method.name,
    url: wireAddress(url),
    request,
    answer: answerOf(method),
    options,
    dictionary,
  };
}

/**
 * The request with each file's name as its path. For the page, whose references are handles of the host: the
 * program then reads the file from the folder it is run in.
 */
export function withFileNamesAsPaths(request: EncodedRequest): EncodedRequest {
  return {
    ...request,
    fields: request.fields.map((field) =>
      field.kind === 'file' ? { ...field, reference: field.fileName } : field,
    ),
  };
}

function answerOf(method: Method): SnippetInput['answer'] {
  switch (method.returns.kind) {
    case 'file':
      return { kind: 'file', fileName: method.returns.fileName };
    case 'nothing':
      return { kind: 'nothing' };
    default:
      return { kind: 'text' };
  }
}
