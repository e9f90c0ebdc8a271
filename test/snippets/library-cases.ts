import { methods } from '#app/catalogue/catalogue.ts';
import type { Method } from '#app/catalogue/method.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { prepare } from '#app/request/prepare.ts';
import { libraryCall, type Library } from '#app/snippets/library-functions.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import type { RecordedRequest, Reply } from '#test/support/recording-server.ts';
import { defaultsDraft, optionsDrafts } from './verify/method-drafts.ts';

/** One method with one set of values, at an address of its own so that a server can tell whose request it is. */
export interface LibraryCase {
  readonly name: string;
  readonly method: Method;
  readonly input: SnippetInput;
}

/** Every method with its defaults, with every parameter set, and with awkward values in every free text. */
export function libraryCases(
  base = 'https://redcap.example.edu/api/',
  library: Library | null = null,
): readonly LibraryCase[] {
  return methods.flatMap((method) => {
    const defaults = prepare(method, defaultsDraft(method), {}).request;
    const options = optionsDrafts(method).map((draft, index) =>
      caseOf(method, `options ${index + 1}`, prepare(method, draft, {}).request, base),
    );
    const awkward = caseOf(method, 'awkward', withAwkwardValues(method), base);
    return [caseOf(method, 'defaults', defaults, base), awkward].concat(
      options,
      library === null ? [] : options.flatMap((one) => ownOptions(one, library, base)),
    );
  });
}

/** The options that the library's function has, where it lacks some: all at once would be no call of it. */
function ownOptions({ method, input, name }: LibraryCase, library: Library, base: string): LibraryCase[] {
  const found = library.functions[method.id];
  if (found === undefined || libraryCall(library, input.request).kind === 'function') return [];
  const fields = input.request.fields.filter((field) => {
    const parameter = field.name.replace(/\[\d+\]$/, '');
    return (
      ['token', 'content', 'action'].includes(parameter) ||
      (Object.hasOwn(found.arguments, parameter) &&
        (field.kind !== 'text' || !['nothing', 'odm'].includes(field.value)))
    );
  });
  return [caseOf(method, `own ${name.split(' ').slice(1).join(' ')}`, { ...input.request, fields }, base)];
}

function caseOf(method: Method, what: string, request: SnippetInput['request'], base: string): LibraryCase {
  const name = `${method.id} ${what}`;
  const url = base.replace(/\/api\/$/, `/${name.replaceAll(' ', '-')}/api/`);
  return { name, method, input: snippetInput(method, request, url) };
}

/** Each text that a user can type freely becomes one of the awkward values, in turn; each list becomes all of them. */
function withAwkwardValues(method: Method): SnippetInput['request'] {
  const { request } = prepare(method, defaultsDraft(method), {});
  const kinds = new Map(method.parameters.map(({ name, kind }) => [name, kind]));
  let turn = method.id.length;
  return {
    ...request,
    fields: request.fields.flatMap((field): readonly EncodedField[] => {
      const list = /^(.+)\[\d+\]$/.exec(field.name)?.[1];
      if (field.kind !== 'text') return [field];
      if (list !== undefined && kinds.get(list) === 'list') {
        if (field.name !== `${list}[0]`) return [];
        return awkwardValues.map((value, index) => ({ ...field, name: `${list}[${index}]`, value }));
      }
      const kind = kinds.get(field.name);
      if (kind !== 'text' && kind !== 'logic' && kind !== 'payload') return [field];
      turn += 1;
      return [{ ...field, value: awkwardValues[turn % awkwardValues.length] ?? '' }];
    }),
  };
}

/** What a server answers so that a client is content: it looks at the request alone. */
export function contentedReply({ fields }: RecordedRequest, asked: SnippetInput): Reply {
  const value = (name: string) => {
    const field = fields.find((candidate) => candidate.name === name);
    return field?.kind === 'text' ? field.value : undefined;
  };
  const content = value('content');
  const format = value('format') ?? value('returnFormat');
  if (asked.answer.kind === 'file' && content !== 'metadata') {
    return { body: 'a file', headers: { 'content-type': 'application/octet-stream; name="scan.png"' } };
  }
  if (content === 'metadata' && format === 'json') return { body: dictionaryFor(asked) };
  if (content === 'version') return { body: '14.5.0' };
  if (value('action') === 'createFolder')
    return { body: format === 'json' ? '[{"folder_id":"7"}]' : 'folder_id\n7' };
  if (value('data') !== undefined || value('action') === 'delete') {
    if (content === 'project') return { body: 'ABCDEF0123456789ABCDEF0123456789' };
    return { body: value('returnContent') === 'ids' && format === 'json' ? '["1"]' : '1' };
  }
  if (content === 'generateNextRecordName' || value('action') !== undefined) {
    if (content !== 'record' && content !== 'fileRepository') return { body: '1' };
    if (value('action') === 'rename') return { body: '1' };
  }
  if (format === 'json') return { body: '[]' };
  // PyCap indexes these tables by their first column.
  if (content === 'metadata') return { body: 'field_name,form_name\nrecord_id,enrolment\n' };
  if (content === 'exportFieldNames') return { body: 'original_field_name,export_field_name\nage,age\n' };
  return { body: format === 'xml' ? '<?xml version="1.0"?><records></records>' : 'record_id,age\n1,34\n' };
}

/** PyCap asks first which field is the ID and whether a field holds files. */
function dictionaryFor({ request }: SnippetInput): string {
  const chosen = request.fields.find(({ name }) => name === 'field');
  const rows = [
    { field_name: 'record_id', form_name: 'enrolment', field_type: 'text' },
    ...(chosen?.kind === 'text'
      ? [{ field_name: chosen.value, form_name: 'enrolment', field_type: 'file' }]
      : []),
  ];
  return JSON.stringify(rows);
}
