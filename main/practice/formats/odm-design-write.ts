import { escapeXml } from '../answer.ts';
import { NO_DAYS, eventLabel } from '../model/design.ts';
import type { Design, StudyEvent } from '../model/design.ts';
import { storedColumns } from '../model/field.ts';
import type { Field } from '../model/field.ts';
import type { Project } from '../model/project.ts';
import { uniqueGroupName } from '../model/unique-name.ts';
import { GLOBAL_SETTINGS, ITEM_ATTRIBUTES, odmDataType, odmFieldType, odmValidation } from './odm-names.ts';
import { reportsXml } from './odm-reports.ts';
import { rolesXml } from './odm-roles.ts';
import { surveysXml } from './odm-surveys.ts';
import { openTag } from './odm-tag.ts';
import type { Attributes } from './odm-tag.ts';

/** The design part of REDCap's project XML (CDISC ODM 1.3.1): GlobalVariables and MetaDataVersion. */
export function* odmDesign(project: Project, metadataOid: string): Generator<string> {
  const { design } = project;
  yield globalVariables(project);
  const name = String(project.settings.project_title);
  yield `${openTag('MetaDataVersion', [
    ['OID', metadataOid],
    ['Name', name],
    ['redcap:RecordIdField', design.recordIdField.name],
  ])}>\n`;
  if (design.longitudinal) yield protocol(design);
  const groups = itemGroups(design);
  yield* formDefs(design, groups);
  yield* groups.map(groupDef);
  for (const field of design.dataFields) yield itemDefs(field);
  for (const field of design.dataFields) yield codeLists(field);
  yield '</MetaDataVersion>\n';
}

function globalVariables(project: Project): string {
  const { settings, design, dags } = project;
  const title = escapeXml(String(settings.project_title));
  const lines = GLOBAL_SETTINGS.map(
    ([setting, element]) =>
      `\t<redcap:${element}>${escapeXml(String(settings[setting]))}</redcap:${element}>\n`,
  );
  // A group that was renamed keeps its unique name, which its new name does not tell.
  const groups = dags.map(({ name, uniqueName }) => {
    const renamed = uniqueGroupName(name, () => false) !== uniqueName;
    const attributes = [
      ['group_name', name],
      ['redcap:UniqueGroupName', uniqueName],
    ] as const;
    return `\t\t${openTag('redcap:DataAccessGroups', renamed ? attributes : attributes.slice(0, 1))}/>\n`;
  });
  return [
    `<GlobalVariables>\n\t<StudyName>${title}</StudyName>\n`,
    `\t<StudyDescription>This file contains the metadata, events, and data for REDCap project "${title}".</StudyDescription>\n`,
    `\t<ProtocolName>${title}</ProtocolName>\n`,
    ...lines,
    ...(groups.length > 0
      ? ['\t<redcap:DataAccessGroupsGroup>\n', ...groups, '\t</redcap:DataAccessGroupsGroup>\n']
      : []),
    rolesXml(
      project.roles,
      design.instruments.map(({ name }) => name),
    ),
    surveysXml(design.instruments, project.surveyOptions),
    reportsXml(project.reports),
    repeatingSetup(design),
    '</GlobalVariables>\n',
  ].join('');
}

function repeatingSetup({ repeats }: Design): string {
  if (repeats.length === 0) return '';
  const instruments = repeats
    .filter(({ form }) => form !== '')
    .map(
      ({ event, form, label }) =>
        `\t\t\t${openTag('redcap:RepeatingInstrument', [
          ['redcap:UniqueEventName', event],
          ['redcap:RepeatInstrument', form],
          ['redcap:CustomLabel', label],
        ])}/>\n`,
    );
  const events = repeats
    .filter(({ form }) => form === '')
    .map(({ event }) => `\t\t${openTag('redcap:RepeatingEvent', [['redcap:UniqueEventName', event]])}/>\n`);
  const listed =
    instruments.length === 0
      ? ''
      : `\t\t<redcap:RepeatingInstruments>\n${instruments.join('')}\t\t</redcap:RepeatingInstruments>\n`;
  // Repeating events stand without a list around them [S4].
  return `\t<redcap:RepeatingInstrumentsAndEvents>\n${listed}${events.join('')}\t</redcap:RepeatingInstrumentsAndEvents>\n`;
}

function protocol(design: Design): string {
  const references = design.events.map(
    ({ uniqueName }, index) =>
      `\t\t${openTag('StudyEventRef', [
        ['StudyEventOID', `Event.${uniqueName}`],
        ['OrderNumber', index + 1],
        ['Mandatory', 'No'],
      ])}/>\n`,
  );
  const events = design.events.map((event) => studyEventDef(design, event));
  return `\t<Protocol>\n${references.join('')}\t</Protocol>\n${events.join('')}`;
}

function studyEventDef(design: Design, event: StudyEvent): string {
  const forms = design.instruments.filter(({ name }) => design.formsOfEvent.get(event.uniqueName)?.has(name));
  const references = forms.map(
    ({ name }, index) =>
      `\t\t${openTag('FormRef', [
        ['FormOID', `Form.${name}`],
        ['OrderNumber', index + 1],
        ['Mandatory', 'No'],
        ['redcap:FormName', name],
      ])}/>\n`,
  );
  const { days = NO_DAYS } = event;
  const opened = openTag('StudyEventDef', [
    ['OID', `Event.${event.uniqueName}`],
    ['Name', eventLabel(design, event)],
    ['Type', 'Common'],
    ['Repeating', design.repeatKeys.has(`${event.uniqueName}|`) ? 'Yes' : 'No'],
    ['redcap:EventName', event.name],
    ['redcap:CustomEventLabel', event.customLabel],
    ['redcap:UniqueEventName', event.uniqueName],
    ['redcap:ArmNum', event.arm],
    ['redcap:ArmName', design.arms.find(({ number }) => number === event.arm)?.name ?? ''],
    ['redcap:DayOffset', days.offset],
    ['redcap:OffsetMin', days.fewer],
    ['redcap:OffsetMax', days.more],
  ]);
  return `\t${opened}>\n${references.join('')}\t</StudyEventDef>\n`;
}

export interface ItemGroup {
  readonly oid: string;
  readonly form: string;
  readonly name: string;
  readonly fields: readonly Field[];
}

/** Fields in groups as REDCap cuts them: at each section heading and before the form status. */
export function itemGroups(design: Design): readonly ItemGroup[] {
  const groups: { oid: string; form: string; name: string; fields: Field[] }[] = [];
  for (const field of design.dataFields) {
    const heading = field.type === 'status' ? 'Form Status' : (field.row?.section_header ?? '');
    const last = groups.at(-1);
    if (last && last.form === field.form && heading === '') last.fields.push(field);
    else
      groups.push({ oid: `${field.form}.${field.name}`, form: field.form, name: heading, fields: [field] });
  }
  return groups;
}

function* formDefs(design: Design, groups: readonly ItemGroup[]): Generator<string> {
  const groupsOfForm = Map.groupBy(groups, ({ form }) => form);
  for (const { name, label } of design.instruments) {
    const references = (groupsOfForm.get(name) ?? []).map(
      ({ oid }) => `\t\t${openTag('ItemGroupRef', [['ItemGroupOID', oid]])} Mandatory="No"/>\n`,
    );
    const opened = openTag('FormDef', [
      ['OID', `Form.${name}`],
      ['Name', label],
      ['Repeating', design.repeats.some(({ form }) => form === name) ? 'Yes' : 'No'],
      ['redcap:FormName', name],
    ]);
    yield `\t${opened}>\n${references.join('')}\t</FormDef>\n`;
  }
}

function groupDef({ oid, name, fields }: ItemGroup): string {
  const references = fields.flatMap((field) =>
    storedColumns(field).map(
      (item) =>
        `\t\t${openTag('ItemRef', [
          ['ItemOID', item],
          ['Mandatory', field.row?.required_field === 'y' ? 'Yes' : 'No'],
          ['redcap:Variable', field.name],
        ])}/>\n`,
    ),
  );
  const opened = openTag('ItemGroupDef', [
    ['OID', oid],
    ['Name', name],
    ['Repeating', 'No'],
  ]);
  return `\t${opened}>\n${references.join('')}\t</ItemGroupDef>\n`;
}

function itemDefs(field: Field): string {
  return storedColumns(field)
    .map(
      (item) =>
        `\t${openTag('ItemDef', itemAttributes(field, item))}>\n${itemBody(field, item)}\t</ItemDef>\n`,
    )
    .join('');
}

function itemAttributes(field: Field, item: string): Attributes {
  const { row } = field;
  const fieldType = field.type === 'status' ? 'select' : odmFieldType(field.type);
  const extras: [string, string][] = [];
  if (field.validation !== '') extras.push(['redcap:TextValidationType', odmValidation(field.validation)]);
  if (field.type === 'calc') extras.push(['redcap:Calculation', row?.select_choices_or_calculations ?? '']);
  if (field.type === 'slider')
    extras.push(['redcap:SliderLabels', row?.select_choices_or_calculations ?? '']);
  for (const [column, attribute] of ITEM_ATTRIBUTES) {
    if (row && row[column] !== '') extras.push([attribute, row[column]]);
  }
  return [
    ['OID', item],
    ['Name', item],
    ['DataType', odmDataType(field)],
    ['Length', field.choices.length > 0 ? 1 : 999],
    ['redcap:Variable', field.name],
    ['redcap:FieldType', fieldType],
    ...extras,
  ];
}

function itemBody(field: Field, item: string): string {
  const limits = (
    [
      ['GE', field.row?.text_validation_min ?? ''],
      ['LE', field.row?.text_validation_max ?? ''],
    ] as const
  )
    .filter(([, value]) => value !== '')
    .map(
      ([sign, value]) =>
        `\t\t<RangeCheck Comparator="${sign}" SoftHard="Soft"><CheckValue>${escapeXml(value)}</CheckValue></RangeCheck>\n`,
    );
  const choices =
    field.choices.length > 0 ? `\t\t${openTag('CodeListRef', [['CodeListOID', `${item}.choices`]])}/>\n` : '';
  return `\t\t<Question>${labelXml(field.label)}</Question>\n${choices}${limits.join('')}`;
}

/** A label with markup comes without it first [S5]. */
function labelXml(label: string): string {
  const plain = label.replaceAll(/<br ?\/?>/gi, '\n').replaceAll(/<[^>]*>/g, '');
  const formatted =
    plain === label
      ? ''
      : `<redcap:FormattedTranslatedText>${escapeXml(label)}</redcap:FormattedTranslatedText>`;
  return `<TranslatedText>${escapeXml(plain)}</TranslatedText>${formatted}`;
}

function codeLists(field: Field): string {
  if (field.choices.length === 0) return '';
  return storedColumns(field)
    .map((item) => {
      const checkbox = field.type === 'checkbox';
      const opened = openTag('CodeList', [
        ['OID', `${item}.choices`],
        ['Name', item],
        ['DataType', checkbox ? 'boolean' : 'text'],
        ['redcap:Variable', field.name],
        ...(checkbox
          ? [
              [
                'redcap:CheckboxChoices',
                field.choices.map(({ code, label }) => `${code}, ${label}`).join('|'),
              ] as const,
            ]
          : []),
      ]);
      const choices = checkbox
        ? [
            { code: '1', label: 'Checked' },
            { code: '0', label: 'Unchecked' },
          ]
        : field.choices;
      const items = choices.map(
        ({ code, label }) =>
          `\t\t${openTag('CodeListItem', [['CodedValue', code]])}><Decode><TranslatedText>${escapeXml(label)}</TranslatedText></Decode></CodeListItem>\n`,
      );
      return `\t${opened}>\n${items.join('')}\t</CodeList>\n`;
    })
    .join('');
}
