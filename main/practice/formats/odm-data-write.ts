import { Buffer } from 'node:buffer';
import { escapeXml } from '../answer.ts';
import type { ValueStyle } from '../model/cells.ts';
import { checkboxCell, fieldCell, holdsField } from '../model/cells.ts';
import { checkboxColumn } from '../model/field.ts';
import type { Field } from '../model/field.ts';
import type { Project, Row } from '../model/project.ts';
import type { SelectedLine, Selection } from '../model/select.ts';
import { itemGroups } from './odm-design-write.ts';
import type { ItemGroup } from './odm-design-write.ts';
import { openTag } from './odm-tag.ts';

export interface OdmDataOptions {
  readonly groups: boolean;
  /** The instruments whose survey time goes along. */
  readonly surveyTimes: ReadonlySet<string>;
  /** Uploaded files go in as base64. */
  readonly files: boolean;
}

const RAW: ValueStyle = { labels: false, checkboxLabels: false, decimal: '', grayBlank: true };

/** The ClinicalData part: one SubjectData per record, its events, instruments and values inside. */
export function* odmData(
  project: Project,
  { fields, lines }: Selection,
  oids: { readonly study: string; readonly metadata: string },
  options: OdmDataOptions,
): Generator<string> {
  const wanted = new Set(fields.map(({ name }) => name));
  const groups = itemGroups(project.design)
    .map(({ oid, form, name: title, fields: all }) => {
      return { oid, form, name: title, fields: all.filter(({ name }) => wanted.has(name)) };
    })
    .filter((group) => group.fields.length > 0);
  const groupsByForm = Map.groupBy(groups, ({ form }) => form);
  yield `${openTag('ClinicalData', [
    ['StudyOID', oids.study],
    ['MetaDataVersionOID', oids.metadata],
  ])}>\n`;
  let open = '';
  for (const line of lines) {
    if (line.record.name !== open) {
      if (open !== '') yield '\t</SubjectData>\n';
      open = line.record.name;
      yield `\t${openTag('SubjectData', [
        ['SubjectKey', open],
        ['redcap:RecordIdField', project.design.recordIdField.name],
      ])}>\n`;
    }
    yield eventData(project, line, groupsByForm, options);
  }
  if (open !== '') yield '\t</SubjectData>\n';
  yield '</ClinicalData>\n';
}

function eventData(
  project: Project,
  { record, row }: SelectedLine,
  groupsByForm: ReadonlyMap<string, readonly ItemGroup[]>,
  options: OdmDataOptions,
): string {
  const { design } = project;
  const forms = design.instruments
    .map(({ name }) => formData(project, record.name, row, groupsByForm.get(name) ?? [], options))
    .join('');
  const group = options.groups && record.dag !== '' ? itemData('redcap_data_access_group', record.dag) : '';
  if (!design.longitudinal)
    return group === '' ? forms : forms.replace('</ItemGroupData>', `${group}</ItemGroupData>`);
  const opened = openTag('StudyEventData', [
    ['StudyEventOID', `Event.${row.event}`],
    ['StudyEventRepeatKey', row.form === '' && row.instance > 0 ? row.instance : 1],
    ['redcap:UniqueEventName', row.event],
  ]);
  const body = group === '' ? forms : forms.replace('</ItemGroupData>', `${group}</ItemGroupData>`);
  return `\t\t${opened}>\n${body}\t\t</StudyEventData>\n`;
}

function formData(
  project: Project,
  record: string,
  row: Row,
  groups: readonly ItemGroup[],
  options: OdmDataOptions,
): string {
  const [first] = groups;
  const time = first && options.surveyTimes.has(first.form) ? row.values.get(`${first.form}_timestamp`) : '';
  const written = groups.flatMap((group) => {
    const ahead = group === first && time ? itemData(`${group.form}_timestamp`, time) : '';
    const items = ahead + group.fields.map((field) => itemsOf(project, record, row, field, options)).join('');
    if (items === '') return [];
    return [
      `\t\t\t\t${openTag('ItemGroupData', [['ItemGroupOID', group.oid]])} ItemGroupRepeatKey="1">\n${items}\t\t\t\t</ItemGroupData>\n`,
    ];
  });
  if (written.length === 0 || !first) return '';
  const opened = openTag('FormData', [
    ['FormOID', `Form.${first.form}`],
    ['FormRepeatKey', row.form === '' ? 1 : row.instance],
  ]);
  return `\t\t\t${opened}>\n${written.join('')}\t\t\t</FormData>\n`;
}

function itemsOf(
  project: Project,
  record: string,
  row: Row,
  field: Field,
  { files }: OdmDataOptions,
): string {
  const { design } = project;
  if (field.name === design.recordIdField.name) return row.form === '' ? itemData(field.name, record) : '';
  if (!holdsField(design, row, field)) return '';
  if (field.type === 'checkbox') {
    const checked = field.choices.filter(({ code }) => row.values.has(checkboxColumn(field.name, code)));
    if (checked.length === 0) return '';
    return field.choices
      .map((choice) =>
        itemData(checkboxColumn(field.name, choice.code), checkboxCell(design, row, field, choice, RAW)),
      )
      .join('');
  }
  if (field.type === 'file') return files ? fileData(project, row, field) : '';
  const value = fieldCell(project, row, field, RAW);
  return value === '' ? '' : itemData(field.name, value);
}

function itemData(name: string, value: string): string {
  return `\t\t\t\t\t${openTag('ItemData', [
    ['ItemOID', name],
    ['Value', value],
  ])}/>\n`;
}

function fileData(project: Project, row: Row, field: Field): string {
  const file = project.files.get(row.values.get(field.name) ?? '');
  if (!file) return '';
  const opened = openTag('ItemDataBase64Binary', [
    ['ItemOID', field.name],
    ['redcap:DocName', file.name],
    ['redcap:MimeType', file.mediaType],
  ]);
  return `\t\t\t\t\t${opened}>${escapeXml(Buffer.from(file.bytes).toString('base64'))}</ItemDataBase64Binary>\n`;
}
