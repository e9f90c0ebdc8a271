import type { EncodedField, EncodedRequest, TextField } from '#app/request/encoded-request.ts';
import type { BatchOption } from './snippet-options.ts';
import { answerShape } from './answer-shape.ts';
import type { SnippetInput, SnippetTarget } from './target.ts';

/**
 * An export in batches. The program first asks for the record names alone, then for the rows of some records at
 * a time. It ends in one table in memory, or keeps each answer in a file of its own: headers and brackets stay whole in
 * every format. The files of a run stand in a folder of that run, so that nothing of an earlier one is among them or
 * lost.
 */
export interface BatchedRequest extends BatchOption {
  /** Answers with CSV whose first column holds the record names; a name stands once per row, so several times. */
  readonly names: EncodedRequest;
  /** The request without its records; the program appends `records[0]`, `records[1]`, … of the batch. */
  readonly rows: EncodedRequest;
  /**
   * The files are named with this, an underscore, a number of four digits, a dot and the extension; their folder
   * with this, an underscore and the time of the run.
   */
  readonly fileStem: string;
  readonly extension: string;
}

/** What the request for the names keeps: which records, not what of them. */
const kept =
  /^(?:token|content|action|records\[\d+\]|events\[\d+\]|filterLogic|dateRangeBegin|dateRangeEnd)$/;

/** null: the request is no export of records, batches are not wanted, or the name of the ID field is not known. */
export function batchedRequest(input: SnippetInput): BatchedRequest | null {
  const { request, options, dictionary } = input;
  if (options.batches === null || dictionary === null || request.methodId !== 'export_records') return null;
  const names: readonly EncodedField[] = [
    ...request.fields.filter((field) => kept.test(field.name)),
    text('format', 'csv'),
    text('type', 'flat'),
    text('fields[0]', dictionary.recordIdField),
    ...request.fields.filter((field) => field.name === 'returnFormat'),
  ];
  const rows = request.fields.filter((field) => !/^records\[\d+\]$/.test(field.name));
  const format = request.fields.find((field) => field.name === 'format');
  return {
    ...options.batches,
    names: { ...request, fields: names },
    rows: { ...request, fields: rows },
    fileStem: request.methodId,
    extension: fileExtension(format?.kind === 'text' ? format.value : 'xml'),
  };
}

/** Whether each run of the program leaves a folder of files. */
export function leavesFolder({ batches }: SnippetTarget, input: SnippetInput): boolean {
  if (batches === 'table' || batchedRequest(input) === null) return false;
  return batches === 'folder' || answerShape(input).kind === 'text';
}

function fileExtension(format: string): string {
  return format === 'csv' || format === 'json' ? format : 'xml';
}

function text(name: string, value: string): TextField {
  return { kind: 'text', name, value };
}
