import { ApiError, plainAnswer, invalidParameter } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { textOf } from '../body.ts';
import type { Parameters } from '../body.ts';
import type { PracticeState } from '../call.ts';
import { odmFiles, odmRows, readOdm } from '../formats/odm-data-read.ts';
import type { OdmFile } from '../formats/odm-data-read.ts';
import { CLASSIC, NO_SURVEYS, readOdmDesign } from '../formats/odm-design-read.ts';
import type { OdmProject } from '../formats/odm-design-read.ts';
import { demandData, parseRows } from '../formats/read-rows.ts';
import { applyImport } from '../importing/apply.ts';
import { checkEntries } from '../importing/check.ts';
import { flatEntries } from '../importing/entries.ts';
import { designOf } from '../model/design.ts';
import { fieldFromRow } from '../model/field.ts';
import { metadataRow } from '../model/metadata-check.ts';
import { addToLog } from '../model/log.ts';
import { OWNER, usersByName } from '../model/members.ts';
import { ensureRow } from '../model/project.ts';
import type { Project } from '../model/project.ts';
import { emptyRepository } from '../model/repository.ts';
import { isTitle, settingsOf } from '../model/settings.ts';
import type { SettingName } from '../model/settings.ts';
import { entryFor } from '../tokens.ts';

const FLAGS = ['surveys_enabled', 'record_autonumbering_enabled'] as const;

/** Creates a project in development, empty or from a project XML, and answers its token as plain text [S4]. */
export function createProject(state: PracticeState, parameters: Parameters, now: string): Answer {
  const format = textOf(parameters, 'format') || 'xml';
  if (format !== 'csv' && format !== 'json' && format !== 'xml') throw invalidParameter('format');
  const [row = {}] = parseRows(format, demandData(parameters), { single: true, delimiter: ',' });
  const title = (row['project_title'] ?? '').trim();
  if (!isTitle(title)) throw invalidSetting('project_title');
  const purpose = row['purpose'] ?? '';
  if (!/^[0-4]$/.test(purpose)) throw invalidSetting('purpose');
  if (purpose === '1' && (row['purpose_other'] ?? '').trim() === '') throw invalidSetting('purpose_other');
  const changes: Partial<Record<SettingName, string | number>> = {
    purpose: Number(purpose),
  };
  // What is not sent is left to the project XML.
  for (const name of ['purpose_other', 'project_notes'] as const) {
    if (row[name] !== undefined) changes[name] = row[name];
  }
  for (const name of FLAGS) {
    const flag = flagOf(row, name);
    if (flag !== undefined) changes[name] = flag;
  }
  const root = textOf(parameters, 'odm') === '' ? null : readOdm(demandData(parameters, 'odm'));
  const source = root ? readOdmDesign(root) : emptyProject(flagOf(row, 'is_longitudinal') === 1);
  const project: Project = {
    id: nextProjectId(state),
    status: 'development',
    created: now,
    productionSince: '',
    design: designOf(source.design),
    settings: settingsOf(title, { ...source.settings, ...changes }),
    dags: source.dags,
    users: usersByName([OWNER]),
    roles: source.roles,
    reports: source.reports,
    surveyOptions: source.surveyOptions,
    repository: emptyRepository(),
    log: [],
    records: new Map(),
    files: new Map(),
    randomizations: [],
    uncalculated: new WeakSet(),
  };
  if (root) {
    const entries = checkEntries(project, flatEntries(project, odmRows(project.design, root)), 'stored');
    applyImport(project, entries, { overwrite: false, autoNumber: false, userGroup: '', now });
    for (const one of odmFiles(project.design, root)) storeOdmFile(project, one);
    for (const record of project.records.values()) project.uncalculated?.add(record);
  }
  const entry = entryFor(project);
  state.tokens.set(entry.token, entry);
  state.lastCreated = project;
  const { username } = OWNER;
  const created = { kind: 'manage', action: 'Manage/Design', details: 'Create project (API)' } as const;
  addToLog(project, { ...created, time: now, username, record: '', dag: '' });
  return plainAnswer(entry.token);
}

// A file whose record, field or place does not exist is left out, like an unknown value.
function storeOdmFile(project: Project, { row, field, file }: OdmFile): void {
  const { design, files } = project;
  const record = project.records.get(row[design.recordIdField.name] ?? '');
  if (!record || design.fieldByName.get(field)?.type !== 'file') return;
  const event = row['redcap_event_name'] ?? design.firstEvent.uniqueName;
  const instance = Number(row['redcap_repeat_instance'] ?? 0);
  const id = String(files.size + 1);
  files.set(id, file);
  ensureRow(record, event, row['redcap_repeat_instrument'] ?? '', instance).values.set(field, id);
}

function flagOf(row: Readonly<Record<string, string>>, name: string): number | undefined {
  const value = row[name];
  if (value === undefined || value === '') return undefined;
  if (value !== '0' && value !== '1') throw invalidSetting(name);
  return Number(value);
}

function invalidSetting(name: string): ApiError {
  // Without double quotes, by which PHPCap would not know it for an error [S7].
  return new ApiError(`The value of the project setting '${name}' is missing or not valid`);
}

function nextProjectId(state: PracticeState): number {
  return Math.max(...[...state.tokens.values()].map(({ project }) => project.id)) + 1;
}

// A new REDCap project starts with one instrument that holds the record ID.
function emptyProject(longitudinal: boolean): OdmProject {
  const idRow = {
    field_name: 'record_id',
    form_name: 'form_1',
    field_type: 'text',
    field_label: 'Record ID',
  };
  return {
    design: {
      ...CLASSIC,
      longitudinal,
      instruments: [{ name: 'form_1', label: 'Form 1', survey: false }],
      fields: [fieldFromRow(metadataRow(idRow))],
      designations: [{ event: 'event_1_arm_1', form: 'form_1' }],
      repeats: [],
    },
    settings: {},
    dags: [],
    roles: [],
    reports: [],
    surveyOptions: NO_SURVEYS,
  };
}
