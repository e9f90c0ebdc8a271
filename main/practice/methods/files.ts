import { Buffer } from 'node:buffer';
import { ApiError, plainAnswer, invalidParameter } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { textOf } from '../body.ts';
import { demandText, invalidValues, logged } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { isDesignated, isRepeatingEvent, isRepeatingForm } from '../model/design.ts';
import type { Field } from '../model/field.ts';
import { ensureRow, lastInstance, rowKey } from '../model/project.ts';
import type { StoredFile, StudyRecord } from '../model/project.ts';
import { isExported } from '../model/export-rights.ts';
import { logChange } from './log-change.ts';
import { demandRecord } from './record-names.ts';

/** A file of a record, if the user's export rights hold its field. */
export const exportFile: Method = {
  rights: ['API Export'],
  run: (call) => {
    const slot = slotOf(call);
    const stored = call.project.files.get(storedId(slot));
    if (!stored) throw new ApiError('There is no file to download for this record');
    if (!isExported(call.user, call.project.design, slot.field)) {
      throw new ApiError(`You do not have the export rights for the field '${slot.field.name}'`, 403);
    }
    const { name } = slot.record;
    logged(call, {
      kind: 'manage',
      action: `Download uploaded document (API) ${name}`,
      details: slot.field.name,
      record: name,
    });
    return fileAnswer(stored);
  },
};

/** Stores the part named `file`, in place of the file that was there. Empty answer. */
export const importFile: Method = {
  rights: ['API Import/Update'],
  run: (call) => {
    const slot = slotOf(call);
    if (slot.field.validation === 'signature') throw new ApiError('A signature field cannot be imported');
    const stored = uploadedFile(call);
    const { record, event, form, instance, field } = slot;
    call.project.files.delete(storedId(slot));
    const id = String(nextFileId(call));
    call.project.files.set(id, stored);
    ensureRow(record, event, form, instance).values.set(field.name, id);
    touch(call, slot);
    return plainAnswer('');
  },
};

export const deleteFile: Method = {
  rights: ['API Import/Update'],
  run: (call) => {
    const slot = slotOf(call);
    const id = storedId(slot);
    if (id === '') throw new ApiError('There is no file to delete for this record');
    call.project.files.delete(id);
    slot.record.rows.get(rowKey(slot.event, slot.form, slot.instance))?.values.delete(slot.field.name);
    touch(call, slot);
    return plainAnswer('');
  },
};

interface Slot {
  readonly record: StudyRecord;
  readonly field: Field;
  readonly event: string;
  readonly form: string;
  readonly instance: number;
}

function slotOf(call: Call): Slot {
  const { design } = call.project;
  const record = demandRecord(call, demandText(call, 'record'));
  const name = demandText(call, 'field');
  const field = design.fieldByName.get(name);
  if (field?.type !== 'file')
    throw new ApiError(`The field '${name}' does not exist or is not a 'file' field`);
  const event = design.longitudinal ? demandText(call, 'event') : design.firstEvent.uniqueName;
  if (!design.eventByName.has(event)) throw invalidValues('event', [event]);
  if (!isDesignated(design, event, field.form)) {
    throw new ApiError(
      `The field '${name}' exists on an instrument that is not designated for the event '${event}'`,
    );
  }
  const form = isRepeatingForm(design, event, field.form) ? field.form : '';
  const repeats = form !== '' || isRepeatingEvent(design, event);
  return { record, field, event, form, instance: repeats ? instanceOf(call, record, event, form) : 0 };
}

function instanceOf(call: Call, record: StudyRecord, event: string, form: string): number {
  const text = textOf(call.parameters, 'repeat_instance').trim();
  if (text === '') return 1;
  if (text === 'new' && textOf(call.parameters, 'action') === 'import') {
    return lastInstance(record, event, form) + 1;
  }
  if (!/^[1-9]\d{0,4}$/.test(text)) throw invalidParameter('repeat_instance');
  return Number(text);
}

function storedId({ record, event, form, instance, field }: Slot): string {
  return record.rows.get(rowKey(event, form, instance))?.values.get(field.name) ?? '';
}

function nextFileId(call: Call): number {
  let highest = 0;
  for (const id of call.project.files.keys()) highest = Math.max(highest, Number(id));
  return highest + 1;
}

function touch(call: Call, { record, field, event, form, instance }: Slot): void {
  call.project.records.set(record.name, { ...record, modified: call.now });
  const id = storedId({ record, field, event, form, instance });
  const values = [[field.name, id]] as const;
  logChange(call, { record: record.name, place: { event, instance }, values, isNew: false, by: 'API' });
}

/** The bytes of a file; its name travels in the Content-Type header, where text also names its charset [S4, S5]. */
export function fileAnswer({ name, mediaType, bytes }: StoredFile): Answer {
  const type = headerMediaType(mediaType);
  const charset = type.startsWith('text/') ? ';charset=UTF-8' : '';
  return { status: 200, type: `${type}; name="${headerName(name)}"${charset}`, body: bytes };
}

/** The part named `file`, its name without folders. Throws when there is none, or none was chosen in the form. */
export function uploadedFile(call: Call): StoredFile {
  const file = call.parameters.files.get('file');
  const name = file?.name.replaceAll('\\', '/').split('/').at(-1) ?? '';
  if (!file || name === '') throw new ApiError('No valid file was uploaded');
  return { name, mediaType: file.mediaType, bytes: file.bytes };
}

function headerMediaType(mediaType: string): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream';
}

// A header carries bytes: the name goes out as UTF-8, without what would end the header or the quotes.
function headerName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what must not reach a header
  const safe = name.replaceAll(/[\u0000-\u001f\u007f"\\]/g, '_');
  return Buffer.from(safe, 'utf8').toString('latin1');
}
