import { ApiError } from '../answer.ts';
import type { Dag, Designation, DesignSource, Repeat, StudyEvent } from '../model/design.ts';
import { METADATA_COLUMNS, fieldFromRow, parseChoices } from '../model/field.ts';
import type { MetadataColumn, MetadataRow } from '../model/field.ts';
import { metadataProblems } from '../model/metadata-check.ts';
import type { UserRole } from '../model/members.ts';
import type { SurveyOptions } from '../model/project.ts';
import type { Report } from '../model/reports.ts';
import { isSettingName } from '../model/settings.ts';
import type { SettingName } from '../model/settings.ts';
import { GLOBAL_SETTINGS, ITEM_ATTRIBUTES, dictionaryFieldType, dictionaryValidation } from './odm-names.ts';
import { uniqueGroupName } from '../model/unique-name.ts';
import { readReports } from './odm-reports.ts';
import { readRoles } from './odm-roles.ts';
import { readSurveys } from './odm-surveys.ts';
import type { XmlElement } from './xml-read.ts';

export interface OdmProject {
  readonly design: DesignSource;
  readonly settings: Readonly<Partial<Record<SettingName, string | number>>>;
  readonly dags: readonly Dag[];
  readonly roles: readonly UserRole[];
  readonly reports: readonly Report[];
  readonly surveyOptions: SurveyOptions;
}

/** The design of a project XML. Throws ApiError when it holds no usable dictionary. */
export function readOdmDesign(root: XmlElement): OdmProject {
  const [study] = root.children('Study');
  const [version] = study?.children('MetaDataVersion') ?? [];
  const [globals] = study?.children('GlobalVariables') ?? [];
  if (!version) throw new ApiError('The ODM XML holds no project design');
  const rows = dictionaryRows(version);
  const problems = metadataProblems(rows);
  if (problems.length > 0) throw new ApiError(problems.join('\n'));
  const events = eventsOf(version);
  const forms = new Set(rows.map((row) => row.form_name));
  const surveys = globals ? readSurveys(globals) : null;
  return {
    design: {
      longitudinal: events.length > 0,
      instruments: version
        .children('FormDef')
        .map(({ attributes }) => ({
          name: formName(attributes),
          label: attributes['Name'] ?? '',
          survey: surveys?.names.has(formName(attributes)) ?? false,
        }))
        .filter(({ name }) => forms.has(name)),
      fields: rows.map(fieldFromRow),
      ...(events.length > 0 ? armsAndEvents(version, events) : CLASSIC),
      designations: designationsOf(version),
      repeats: globals ? repeatsOf(globals, events.length === 0) : [],
    },
    settings: globals ? settingsIn(globals) : {},
    dags: globals ? dagsOf(globals) : [],
    roles: globals ? readRoles(globals) : [],
    reports: globals ? readReports(globals) : [],
    surveyOptions: surveys?.options ?? NO_SURVEYS,
  };
}

export const NO_SURVEYS: SurveyOptions = { queue: false, saveAndReturn: [] };

/** What a project without events has behind its back. */
export const CLASSIC: Pick<DesignSource, 'arms' | 'events'> = {
  arms: [{ number: 1, name: 'Arm 1' }],
  events: [{ id: 1, name: 'Event 1', arm: 1, uniqueName: 'event_1_arm_1', customLabel: '' }],
};

function formName(attributes: XmlElement['attributes']): string {
  return attributes['FormName'] ?? (attributes['OID'] ?? '').replace(/^Form\./, '');
}

/** Dictionary rows in order of form, group and item; form status and pseudo items are left out. */
function dictionaryRows(version: XmlElement): readonly MetadataRow[] {
  const groups = new Map(version.children('ItemGroupDef').map((group) => [group.attributes['OID'], group]));
  const items = new Map(version.children('ItemDef').map((item) => [item.attributes['OID'], item]));
  const lists = new Map(version.children('CodeList').map((list) => [list.attributes['OID'], list]));
  return version.children('FormDef').flatMap((form) => {
    const name = formName(form.attributes);
    const names = new Set<string>();
    return form
      .children('ItemGroupRef')
      .flatMap(({ attributes }) => groups.get(attributes['ItemGroupOID'])?.children('ItemRef') ?? [])
      .flatMap((reference) => {
        const item = items.get(reference.attributes['ItemOID']);
        const field = item?.attributes['Variable'] ?? '';
        if (!item || names.has(field) || field === `${name}_complete` || !item.attributes['FieldType'])
          return [];
        names.add(field);
        return [dictionaryRow(name, item, lists)];
      });
  });
}

function dictionaryRow(
  form: string,
  item: XmlElement,
  lists: ReadonlyMap<string | undefined, XmlElement>,
): MetadataRow {
  const { attributes } = item;
  const type = dictionaryFieldType(attributes['FieldType'] ?? 'text');
  const limit = (sign: string): string =>
    item
      .children('RangeCheck')
      .find((check) => check.attributes['Comparator'] === sign)
      ?.children('CheckValue')[0]?.text ?? '';
  const cells: Partial<Record<MetadataColumn, string>> = {
    field_name: attributes['Variable'] ?? '',
    form_name: form,
    field_type: type,
    field_label: labelOf(item),
    select_choices_or_calculations:
      attributes['Calculation'] ?? attributes['SliderLabels'] ?? choicesText(type, item, lists),
    text_validation_type_or_show_slider_number: dictionaryValidation(attributes['TextValidationType'] ?? ''),
    text_validation_min: limit('GE'),
    text_validation_max: limit('LE'),
  };
  for (const [column, attribute] of ITEM_ATTRIBUTES) {
    cells[column] = attributes[attribute.slice('redcap:'.length)] ?? '';
  }
  // White space is kept: a heading of one blank is a dividing line.
  return Object.fromEntries(METADATA_COLUMNS.map((column) => [column, cells[column] ?? ''])) as MetadataRow;
}

/** A label with markup is there a second time with it [S5]. */
function labelOf(item: XmlElement): string {
  const question = item.children('Question')[0];
  const label = question?.children('FormattedTranslatedText')[0] ?? question?.children('TranslatedText')[0];
  return label?.text ?? '';
}

function choicesText(
  type: string,
  item: XmlElement,
  lists: ReadonlyMap<string | undefined, XmlElement>,
): string {
  if (type === 'yesno' || type === 'truefalse') return '';
  const list = lists.get(item.children('CodeListRef')[0]?.attributes['CodeListOID']);
  if (!list) return '';
  const options = list.attributes['CheckboxChoices'];
  if (options !== undefined)
    return parseChoices(options)
      .map(({ code, label }) => `${code}, ${label}`)
      .join(' | ');
  return list
    .children('CodeListItem')
    .map((one) => {
      const label = one.children('Decode')[0]?.children('TranslatedText')[0]?.text ?? '';
      return `${one.attributes['CodedValue'] ?? ''}, ${label}`;
    })
    .join(' | ');
}

function eventsOf(version: XmlElement): readonly StudyEvent[] {
  return version.children('StudyEventDef').map(({ attributes }, index) => ({
    id: index + 1,
    name: attributes['EventName'] ?? attributes['Name'] ?? '',
    arm: armNumber(attributes),
    uniqueName: attributes['UniqueEventName'] ?? (attributes['OID'] ?? '').replace(/^Event\./, ''),
    customLabel: attributes['CustomEventLabel'] ?? '',
    days: {
      offset: daysIn(attributes['DayOffset']),
      fewer: daysIn(attributes['OffsetMin']),
      more: daysIn(attributes['OffsetMax']),
    },
  }));
}

function daysIn(text = ''): number {
  return /^-?\d{1,5}$/.test(text) ? Number(text) : 0;
}

function armNumber(attributes: XmlElement['attributes']): number {
  const number = attributes['ArmNum'] ?? '';
  return /^[1-9]\d{0,2}$/.test(number) ? Number(number) : 1;
}

function armsAndEvents(
  version: XmlElement,
  events: readonly StudyEvent[],
): Pick<DesignSource, 'arms' | 'events'> {
  const arms = new Map(
    version
      .children('StudyEventDef')
      .map(({ attributes }) => [armNumber(attributes), attributes['ArmName'] ?? ''] as const),
  );
  return { events, arms: [...arms].map(([number, name]) => ({ number, name })) };
}

function designationsOf(version: XmlElement): readonly Designation[] {
  return version.children('StudyEventDef').flatMap((event) =>
    event.children('FormRef').map(({ attributes }) => ({
      event: event.attributes['UniqueEventName'] ?? '',
      form: formName({ ...attributes, OID: attributes['FormOID'] ?? '' }),
    })),
  );
}

function repeatsOf(globals: XmlElement, classic: boolean): readonly Repeat[] {
  const setups = globals.children('RepeatingInstrumentsAndEvents');
  const instruments = setups.flatMap((setup) => setup.children('RepeatingInstruments'));
  return [
    ...instruments
      .flatMap((list) => list.children('RepeatingInstrument'))
      .map(({ attributes }) => ({
        event: classic ? 'event_1_arm_1' : (attributes['UniqueEventName'] ?? ''),
        form: attributes['RepeatInstrument'] ?? '',
        label: attributes['CustomLabel'] ?? '',
      })),
    ...setups
      .flatMap((setup) => setup.children('RepeatingEvent'))
      .map(({ attributes }) => ({ event: attributes['UniqueEventName'] ?? '', form: '', label: '' })),
  ];
}

function settingsIn(globals: XmlElement): OdmProject['settings'] {
  const settings: Partial<Record<SettingName, string | number>> = {};
  for (const [setting, element] of GLOBAL_SETTINGS) {
    const text = globals.children(element)[0]?.text;
    if (text !== undefined && isSettingName(setting))
      settings[setting] = /^\d$/.test(text) ? Number(text) : text;
  }
  return settings;
}

function dagsOf(globals: XmlElement): readonly Dag[] {
  const taken = new Set<string>();
  return globals
    .children('DataAccessGroupsGroup')
    .flatMap((list) => list.children('DataAccessGroups'))
    .map(({ attributes }, index) => {
      const name = attributes['group_name'] ?? '';
      const uniqueName = attributes['UniqueGroupName'] ?? uniqueGroupName(name, (one) => taken.has(one));
      taken.add(uniqueName);
      return { id: index + 1, name, uniqueName };
    });
}
