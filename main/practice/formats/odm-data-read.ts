import { Buffer } from 'node:buffer';
import type { Call } from '../call.ts';
import { isRepeatingEvent, isRepeatingForm } from '../model/design.ts';
import type { Design } from '../model/design.ts';
import type { StoredFile } from '../model/project.ts';
import { demandData } from './read-rows.ts';
import type { DataRow } from './read-rows.ts';
import { badlyFormatted, readXml } from './xml-read.ts';
import type { XmlElement } from './xml-read.ts';

/** The `data` of an import in ODM as flat rows. Uploaded files inside it are passed over: imports bring none. */
export function readOdmData(call: Call): readonly DataRow[] {
  return odmRows(call.project.design, readOdm(demandData(call.parameters)));
}

/** The root of an ODM document. Throws ApiError when it is none. */
export function readOdm(data: string): XmlElement {
  const [root] = readXml(data).children('ODM');
  if (!root) throw badlyFormatted('CDISC ODM XML');
  return root;
}

/** Flat rows of the ClinicalData part, one per instrument of each record and event. */
export function odmRows(design: Design, root: XmlElement): readonly DataRow[] {
  return odmForms(design, root).map(({ row, element }) => {
    const items = element
      .children('ItemGroupData')
      .flatMap((group) => group.children('ItemData'))
      .map(({ attributes }) => [attributes['ItemOID'] ?? '', attributes['Value'] ?? ''] as const);
    return Object.fromEntries([...items, ...Object.entries(row)]);
  });
}

/** A file inside the ClinicalData part, and the columns that say where it belongs. */
export interface OdmFile {
  readonly row: DataRow;
  readonly field: string;
  readonly file: StoredFile;
}

export function odmFiles(design: Design, root: XmlElement): readonly OdmFile[] {
  return odmForms(design, root).flatMap(({ row, element }) =>
    element
      .children('ItemGroupData')
      .flatMap((group) => group.children('ItemDataBase64Binary'))
      .map(({ attributes, text }) => ({
        row,
        field: attributes['ItemOID'] ?? '',
        file: {
          name: attributes['DocName'] ?? '',
          mediaType: attributes['MimeType'] ?? 'application/octet-stream',
          bytes: Buffer.from(text, 'base64'),
        },
      })),
  );
}

interface OdmForm {
  readonly row: DataRow;
  readonly element: XmlElement;
}

function odmForms(design: Design, root: XmlElement): readonly OdmForm[] {
  const subjects = root.children('ClinicalData').flatMap((data) => data.children('SubjectData'));
  return subjects.flatMap((subject) => {
    const record = { [design.recordIdField.name]: subject.attributes['SubjectKey'] ?? '' };
    const events = subject.children('StudyEventData');
    if (events.length === 0) return formRows(design, subject, record, design.firstEvent.uniqueName, '');
    return events.flatMap((element) => {
      const { attributes } = element;
      const event =
        attributes['UniqueEventName'] ?? (attributes['StudyEventOID'] ?? '').replace(/^Event\./, '');
      return formRows(design, element, record, event, attributes['StudyEventRepeatKey'] ?? '');
    });
  });
}

function formRows(
  design: Design,
  parent: XmlElement,
  record: DataRow,
  event: string,
  eventInstance: string,
): readonly OdmForm[] {
  return parent.children('FormData').map((element) => {
    const { attributes } = element;
    const form = (attributes['FormOID'] ?? '').replace(/^Form\./, '');
    const place = repeatColumns(design, event, form, eventInstance, attributes['FormRepeatKey'] ?? '');
    const named = design.longitudinal ? [['redcap_event_name', event] as const] : [];
    const row = Object.fromEntries([...Object.entries(record), ...named, ...Object.entries(place)]);
    return { row, element };
  });
}

function repeatColumns(
  design: Design,
  event: string,
  form: string,
  eventInstance: string,
  formInstance: string,
): DataRow {
  if (isRepeatingForm(design, event, form)) {
    return { redcap_repeat_instrument: form, redcap_repeat_instance: formInstance };
  }
  return isRepeatingEvent(design, event) ? { redcap_repeat_instance: eventInstance } : {};
}
