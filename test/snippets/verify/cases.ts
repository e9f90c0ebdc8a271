import { methods } from '#app/catalogue/catalogue.ts';
import type { Draft } from '#app/request/draft.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { awkwardValues, longLine, longTable } from '#test/support/awkward-values.ts';
import { inputByHand, inputFor, requestOf } from '../requests.ts';
import { defaultsDraft, ODD_UPLOAD, optionsDrafts, UPLOAD, UPLOAD_PATHS } from './method-drafts.ts';
import { randomRequests } from './random-requests.ts';

/** What is tried: a method with its defaults or with every optional parameter, or values no form would offer. */
export type Trial =
  'defaults' | 'options' | 'awkward values' | 'one megabyte' | 'random values' | 'lone surrogates';

/** One request, which every target writes a program for. */
export interface Case {
  readonly name: string;
  readonly trial: Trial;
  /** null: a request written by hand, which belongs to no method. */
  readonly methodId: string | null;
  readonly input: SnippetInput;
}

/** Ends as the addresses of real servers do, which clients insist on. The case's number tells requests apart. */
export const pathOf = (number: number): string => `/${number}/api/`;

/** The number of the case that a request belongs to, by its path. */
export const numberIn = (path: string): number => Number(/^\/(\d+)\//.exec(path)?.[1]);

/** The case of that number; throws when there is none. */
export function caseAt(cases: readonly Case[], number: number): Case {
  const found = cases[number];
  if (found === undefined) throw new Error(`There is no case ${number}.`);
  return found;
}

/** Every method with its defaults and with all that is optional, then the values. */
export function allCases(): readonly Case[] {
  return [...methods.flatMap(({ id }) => methodCases(id)), ...valueCases()];
}

/** One method with its defaults, and with every optional parameter set. */
export function methodCases(methodId: string): readonly Case[] {
  const method = methods.find(({ id }) => id === methodId);
  if (method === undefined) throw new Error(`There is no method ${methodId}.`);
  const made = (trial: Trial, draft: Draft, number = 1): Case => ({
    name: `${methodId}, ${trial}${number === 1 ? '' : ` ${number}`}`,
    trial,
    methodId,
    input: inputFor(methodId, draft, ''),
  });
  const defaults = defaultsDraft(method);
  const options = optionsDrafts(method).filter((draft) => Object.keys(draft).length > 0);
  return [made('defaults', defaults), ...options.map((draft, index) => made('options', draft, index + 1))];
}

/** Values that quoting and encoding get wrong, many in a request. */
export function valueCases(randomCount = Number.POSITIVE_INFINITY): readonly Case[] {
  return [...awkwardCases(), megabyte(), ...randomCases().slice(0, randomCount)];
}

function awkwardCases(): readonly Case[] {
  const shown = awkwardValues.filter((value) => value.trim() !== '');
  const ofMethod = (methodId: string, draft: Draft, what = 'awkward values'): Case => ({
    name: `${methodId}, ${what}`,
    trial: 'awkward values',
    methodId,
    input: inputFor(methodId, draft, ''),
  });
  return [
    ofMethod('export_records', { records: shown, filterLogic: shown.join(' ') }),
    ofMethod('import_records', { format: 'json', data: JSON.stringify(shown.map((note) => ({ note }))) }),
    ofMethod('import_file', { record: shown.join(''), field: 'scan', file: UPLOAD }),
    ofMethod('import_file', { record: '1', field: 'scan', file: ODD_UPLOAD }, 'awkward file name'),
    byHand('strange names', 'awkward values', inputByHand(strangeNames, '')),
    byHand('awkward form', 'awkward values', inputByHand(awkwardForm, '', { kind: 'nothing' })),
  ];
}

const strangeNames = requestOf([
  ['prefix', 'module'],
  ['a', '1'],
  ['b', '2'],
  ['a', '3\n4'],
  ['a b&c=d%', 'x'],
  ['it\'s "é" $x #{y} \\', 'y'],
  ['if', 'z'],
  ['0', 'number'],
  ...awkwardValues.map((value): [string, string] => ['again', value]),
]);

const formFields = requestOf(
  awkwardValues.map((value, index) => [`value[${index}]`, value]),
  'multipart',
);

/** The file in the middle, under another name than its own. */
const awkwardForm = {
  ...formFields,
  fields: [
    ...formFields.fields,
    { kind: 'file', name: 'file', fileName: 'a\r\n"b".bin', reference: UPLOAD_PATHS[1] },
    { kind: 'text', name: 'end', value: 'x' },
  ],
} as const;

function megabyte(): Case {
  const records = Array.from({ length: 3000 }, (_, index) => [`records[${index}]`, `R-${index}`] as const);
  const request = requestOf([['content', 'record'], ['line', longLine], ['data', longTable], ...records]);
  return byHand('one megabyte', 'one megabyte', inputByHand(request, ''));
}

function randomCases(): readonly Case[] {
  return randomRequests().map((request, index) =>
    byHand(`random values ${index + 1}`, 'random values', inputByHand(request, '')),
  );
}

function byHand(name: string, trial: Trial, input: SnippetInput): Case {
  return { name, trial, methodId: null, input };
}
