import type { Method, TextParameter } from './method.ts';
import { errorsOnly, event, record, repeatInstance } from './parameters.ts';

const field = {
  kind: 'text',
  of: 'fileFields',
  name: 'field',
  label: 'Field',
  help: 'The name of a file upload field.',
  more: 'Only fields of the type file upload can be filled this way; signature fields cannot.',
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
      {
        ...field,
        help: 'The name of a file upload or signature field.',
        more: 'Any other type of field gives an error. Signature fields count, too.',
      },
      eventOfFile,
      repeatInstance,
      errorsOnly,
    ],
    returns: { kind: 'file', fileName: 'file' },
    help: {
      summary: 'Downloads the file that is stored in a file upload field of one record.',
      gotchas: [
        { text: 'The name of the file comes in the Content-Type header of the answer.', source: 'S5' },
      ],
      words: [
        'download attachment',
        'download a file',
        'get an upload',
        'get a document',
        'signature image',
        'consent form',
        'signature',
        'download all files of a record',
      ],
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
        more: 'An instance that does not exist yet is created. The word new is understood from REDCap 17.4.0 on.',
        words: ['new'],
      },
      {
        kind: 'file',
        name: 'file',
        label: 'File',
        help: 'The file to store.',
        more: 'It goes over the wire with its file name. A file that is stored in the field already is replaced.',
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
        { text: 'A file that is stored there already is replaced.', source: 'S3' },
        {
          text: 'Signature fields cannot be filled this way; a repeat instance that is missing is created.',
          source: 'S3',
        },
      ],
      words: [
        'upload a file',
        'upload attachment',
        'attach a document',
        'store a file',
        'send a file',
        'upload a pdf to a record',
        'upload a consent form',
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
      {
        ...field,
        help: 'The name of a file upload or signature field.',
        more: 'Any other type of field gives an error. Signature fields count, too.',
      },
      eventOfFile,
      repeatInstance,
      errorsOnly,
    ],
    returns: { kind: 'nothing' },
    help: {
      summary: 'Deletes the file that is stored in a file upload field of one record.',
      gotchas: [{ text: 'It works for signature fields, too.', source: 'S3' }],
      words: ['delete attachment', 'remove a file', 'remove an upload', 'remove a signature'],
    },
  },
] as const satisfies readonly Method[];
