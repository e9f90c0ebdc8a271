import type { Method, TextParameter } from './method.ts';
import { errorsOnly, event, record, repeatInstance } from './parameters.ts';

const field = {
  kind: 'text',
  of: 'fileFields',
  name: 'field',
  label: 'Field',
  help: 'The name of a file upload field.',
  section: 'what',
  requirement: 'required',
  always: true,
} as const satisfies TextParameter;

const eventOfFile = {
  ...event,
  help: 'The unique name of the event, such as baseline_arm_1. Required in longitudinal projects.',
  requiredWhen: [{ project: 'longitudinal' }],
} as const satisfies TextParameter;

export const fileMethods = [
  {
    id: 'export_file',
    label: 'Export a File',
    name: 'Export a File',
    group: 'Files',
    content: 'file',
    action: 'export',
    effect: 'read',
    danger: { level: 0, reason: 'downloads one file' },
    tokens: ['project'],
    rights: ['API Export'],
    rightsNote:
      'With the data export right No Access it always fails; a field marked as identifier needs Full Data Set.',
    parameters: [
      record,
      { ...field, help: 'The name of a file upload or signature field.' },
      eventOfFile,
      repeatInstance,
      errorsOnly,
    ],
    returns: { kind: 'file', fileName: 'file' },
    help: {
      summary: 'Downloads the file that is stored in a file upload field of one record.',
      gotchas: ['The name of the file comes in the Content-Type header of the answer.'],
    },
  },
  {
    id: 'import_file',
    label: 'Import a File',
    name: 'Import a File',
    group: 'Files',
    content: 'file',
    action: 'import',
    effect: 'write',
    danger: { level: 3, reason: 'replaces the file that is already stored in that field' },
    tokens: ['project'],
    rights: ['API Import/Update'],
    parameters: [
      record,
      field,
      eventOfFile,
      {
        ...repeatInstance,
        help: 'The number of one instance, or new for the next one (from REDCap 17.4.0). REDCap takes 1 when left empty.',
        words: ['new'],
      },
      {
        kind: 'file',
        name: 'file',
        label: 'File',
        help: 'The file to store.',
        section: 'what',
        requirement: 'required',
        always: true,
      },
      errorsOnly,
    ],
    returns: { kind: 'nothing' },
    help: {
      summary: 'Stores a file in a file upload field of one record.',
      gotchas: [
        'A file that is stored there already is replaced.',
        'Signature fields cannot be filled this way; a repeat instance that is missing is created.',
      ],
    },
  },
  {
    id: 'delete_file',
    label: 'Delete a File',
    name: 'Delete a File',
    group: 'Files',
    content: 'file',
    action: 'delete',
    effect: 'delete',
    danger: { level: 4, reason: 'removes the stored file' },
    tokens: ['project'],
    rights: ['API Import/Update'],
    parameters: [
      record,
      { ...field, help: 'The name of a file upload or signature field.' },
      eventOfFile,
      repeatInstance,
      errorsOnly,
    ],
    returns: { kind: 'nothing' },
    help: {
      summary: 'Deletes the file that is stored in a file upload field of one record.',
      gotchas: ['It works for signature fields, too.'],
    },
  },
] as const satisfies readonly Method[];
