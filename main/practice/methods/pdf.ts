import { ApiError, invalidParameter } from '../answer.ts';
import { isOn, isSent, textOf } from '../body.ts';
import { invalidValues } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { writePdf } from '../formats/pdf-write.ts';
import type { PdfLine } from '../formats/pdf-write.ts';
import { combinedCheckboxCell, fieldCell, holdsField } from '../model/cells.ts';
import type { ValueStyle } from '../model/cells.ts';
import { eventLabel } from '../model/design.ts';
import type { Instrument } from '../model/design.ts';
import { demandExportRights, isExported, recordNameFor } from '../model/export-rights.ts';
import { checkboxColumn } from '../model/field.ts';
import type { Field } from '../model/field.ts';
import { orderedRows, sortedRecordNames } from '../model/project.ts';
import type { Row, StudyRecord } from '../model/project.ts';
import { maySee } from '../model/select.ts';
import { demandRecord } from './record-names.ts';

const LABELS: ValueStyle = { labels: true, checkboxLabels: true, decimal: '', grayBlank: true };

/**
 * Instruments as a PDF: blank, or with the data of one record or of all; one instrument or all. The rights to export
 * data count here, too [S1].
 */
export const exportPdf: Method = {
  rights: ['API Export'],
  run: (call) => {
    const { user, project } = call;
    demandExportRights(user, project.design);
    const title = String(project.settings.project_title);
    return {
      status: 200,
      // What a client's tests saw on a running server [S5]: nothing there names the body a PDF.
      type: 'text/html; charset=UTF-8',
      body: writePdf(sections(call), title),
      headers: { 'content-disposition': 'attachment; filename="instruments.pdf"' },
    };
  },
};

// Sending allRecords with any value, even an empty one, switches it on and outweighs the rest [S1].
function* sections(call: Call): Generator<readonly PdfLine[]> {
  const { parameters, project } = call;
  if (isSent(parameters, 'allRecords')) {
    const { instruments } = project.design;
    for (const name of sortedRecordNames(project)) {
      const record = project.records.get(name);
      if (record && maySee(call, record))
        yield* recordSections(call, record, orderedRows(project.design, record), instruments);
    }
    return;
  }
  const instruments = instrumentsOf(call);
  const name = textOf(parameters, 'record').trim();
  if (name === '') {
    for (const instrument of instruments) yield blankSection(call, instrument);
    return;
  }
  const record = demandRecord(call, name);
  yield* recordSections(call, record, rowsOf(call, record), instruments);
}

function instrumentsOf(call: Call): readonly Instrument[] {
  const name = textOf(call.parameters, 'instrument').trim();
  const { instruments } = call.project.design;
  if (name === '') return instruments;
  const found = instruments.filter((instrument) => instrument.name === name);
  if (found.length === 0) throw invalidValues('instrument', [name]);
  return found;
}

function rowsOf(call: Call, record: StudyRecord): readonly Row[] {
  const { design } = call.project;
  const event = design.longitudinal ? textOf(call.parameters, 'event').trim() : '';
  if (event !== '' && !design.eventByName.has(event)) throw invalidValues('event', [event]);
  const instance = textOf(call.parameters, 'repeat_instance').trim();
  if (instance !== '' && !/^[1-9]\d*$/.test(instance)) throw invalidParameter('repeat_instance');
  const rows = orderedRows(design, record).filter(
    (row) =>
      (event === '' || row.event === event) &&
      (instance === '' || row.instance === 0 || String(row.instance) === instance),
  );
  if (rows.length === 0) throw new ApiError(`The record "${record.name}" has no data there`);
  return rows;
}

function* recordSections(
  call: Call,
  record: StudyRecord,
  rows: readonly Row[],
  instruments: readonly Instrument[],
): Generator<readonly PdfLine[]> {
  const { design } = call.project;
  const compact = isOn(call.parameters, 'compactDisplay');
  const name = recordNameFor(call.user, design)?.(record.name) ?? record.name;
  for (const row of rows) {
    const event = design.eventByName.get(row.event);
    const place = [
      `Record ${name}`,
      ...(design.longitudinal && event ? [eventLabel(design, event)] : []),
      ...(row.instance > 0 ? [`Instance ${row.instance}`] : []),
    ].join(' – ');
    for (const instrument of instruments) {
      const fields = fieldsOf(call, instrument).filter((field) => holdsField(design, row, field));
      if (fields.length === 0) continue;
      const lines = fields.flatMap((field) => filledLines(call, name, row, field, compact));
      yield [...heading(call, instrument, place), ...lines];
    }
  }
}

// Nothing is filled in there, so a compact one is no more than its headings; it is smaller on a running server too [S7].
function blankSection(call: Call, instrument: Instrument): readonly PdfLine[] {
  const fields = isOn(call.parameters, 'compactDisplay') ? [] : fieldsOf(call, instrument);
  return [...heading(call, instrument, ''), ...fields.flatMap((field) => question(field, null))];
}

function fieldsOf(call: Call, instrument: Instrument): readonly Field[] {
  const { design } = call.project;
  return design.dataFields.filter(
    (field) => field.form === instrument.name && isExported(call.user, design, field),
  );
}

function heading(call: Call, instrument: Instrument, place: string): readonly PdfLine[] {
  return [
    { text: String(call.project.settings.project_title), size: 9 },
    { text: instrument.label, size: 15, bold: true },
    ...(place === '' ? [] : [{ text: place, size: 9 }]),
    { text: ' ' },
  ];
}

function filledLines(
  call: Call,
  recordName: string,
  row: Row,
  field: Field,
  compact: boolean,
): readonly PdfLine[] {
  const isId = field.name === call.project.design.recordIdField.name;
  const value =
    field.type === 'checkbox'
      ? combinedCheckboxCell(row, field, LABELS).replaceAll(',', ', ')
      : isId
        ? recordName
        : fieldCell(call.project, row, field, LABELS);
  if (!compact) return question(field, { value, row });
  return value === '' ? [] : question({ ...field, choices: [] }, { value, row });
}

function question(
  field: Field,
  given: { readonly value: string; readonly row: Row } | null,
): readonly PdfLine[] {
  const section = field.row?.section_header ?? '';
  const head: readonly PdfLine[] = section === '' ? [] : [{ text: section, bold: true, size: 11 }];
  if (field.choices.length === 0) {
    const answer = given?.value ?? (field.type === 'descriptive' ? '' : '__________________');
    return [...head, { text: field.label, bold: true }, { text: answer, indent: 1 }];
  }
  const options = field.choices.map(({ code, label }) => {
    const chosen = given !== null && isChosen(field, given.row, code);
    return { text: `${chosen ? '[x]' : '[ ]'} ${label}`, indent: 1 };
  });
  return [...head, { text: field.label, bold: true }, ...options];
}

function isChosen(field: Field, row: Row, code: string): boolean {
  if (field.type === 'checkbox') return row.values.get(checkboxColumn(field.name, code)) === '1';
  return row.values.get(field.name) === code;
}
