import { designOf } from '../model/design.ts';
import { usersByName } from '../model/members.ts';
import { emptyRepository } from '../model/repository.ts';
import { rowKey } from '../model/project.ts';
import type { GeneratedColumn, Project, Row, StudyRecord } from '../model/project.ts';
import { settingsOf } from '../model/settings.ts';
import { CLASSIC } from '../formats/odm-design-read.ts';
import { instrumentFields } from './dictionary.ts';
import { GeneratedMap } from './generated-map.ts';
import { LARGE_USERS } from './members.ts';
import { largeFields } from './large-fields.ts';
import type { LargeField } from './large-fields.ts';

export interface LargeSize {
  readonly records: number;
  /** Data dictionary fields, the record ID among them; form status fields come on top. */
  readonly fields: number;
}

export const DEFAULT_LARGE_SIZE: LargeSize = { records: 50_000, fields: 200 };
export const LARGEST_SIZE: LargeSize = { records: 5_000_000, fields: 5000 };

const EVENT = 'event_1_arm_1';
const CREATED = '2025-03-01 09:00:00';

/**
 * A cohort of any size for trying how tools bear large projects. Its values follow from record and field number
 * alone and are made while they are read: the project takes the same memory whatever its size, and cannot be changed.
 */
export function largeCohort({ records, fields: count }: LargeSize): Project {
  const fields = largeFields(count);
  const forms = [...new Set(fields.map(({ form }) => form))];
  const design = designOf({
    ...CLASSIC,
    longitudinal: false,
    instruments: forms.map((name) => ({ name, label: formLabel(name), survey: false })),
    fields: forms.flatMap((form) => {
      const lines = fields.filter((field) => field.form === form).map(({ line }) => line);
      return instrumentFields(form, lines);
    }),
    designations: forms.map((form) => ({ event: EVENT, form })),
    repeats: [],
  });
  const columns = valueColumns(fields, forms);
  const names = [...columns.keys()];
  const valuesOf = (record: number): Map<string, string> =>
    new GeneratedMap({
      size: names.length,
      keyAt: (index) => names[index] ?? '',
      valueOf: (name) => valueIn(columns.get(name), record) || undefined,
    });
  return {
    id: 103,
    status: 'development',
    created: CREATED,
    productionSince: '',
    design,
    settings: settingsOf('Large Cohort (generated)', {
      project_notes: 'Made up while it is sent, to try large exports. It cannot be changed.',
    }),
    dags: [],
    users: usersByName(LARGE_USERS.map(({ user }) => user)),
    roles: [],
    reports: [],
    surveyOptions: { queue: false, saveAndReturn: [] },
    repository: emptyRepository(),
    log: [],
    generated: {
      columnOf: (name) => {
        const column = columns.get(name);
        return typeof column === 'function' ? undefined : column;
      },
    },
    records: new GeneratedMap({
      size: records,
      keyAt: (index) => String(index + 1),
      valueOf: (name) => {
        if (!/^[1-9]\d{0,8}$/.test(name) || Number(name) > records) return undefined;
        return recordOf(name, valuesOf(Number(name)));
      },
    }),
    files: new Map(),
    randomizations: [],
  };
}

/** A table to take values from, or a computation; the empty text is no value. */
type Column = GeneratedColumn | ((record: number) => string);

function valueIn(column: Column | undefined, record: number): string {
  if (typeof column === 'function') return column(record);
  return column?.values[column.indexFor(record)] ?? '';
}

/** Every column that holds data by its stored name. */
function valueColumns(fields: readonly LargeField[], forms: readonly string[]): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  fields.forEach(({ line: [name, type], values }, number) => {
    if (type === 'calc') columns.set(name, bodyMassIndex(columns));
    else if (values.length > 0) columns.set(name, chosenFrom(values, number));
  });
  forms.forEach((form, number) => columns.set(`${form}_complete`, chosenFrom(STATUSES, -1 - number)));
  return columns;
}

const STATUSES: readonly string[] = ['2', '2', '2', '2', '2', '2', '1', '2'];

/** One of the values, a power of two many: it looks like chance and is the same for the same record and column. */
function chosenFrom(values: readonly string[], column: number): GeneratedColumn {
  const salt = Math.imul(column, 0x85eb_ca6b);
  const mask = values.length - 1;
  const indexFor = (record: number): number => {
    const mixed = Math.imul(Math.imul(record, 0x9e37_79b1) ^ salt, 0xc2b2_ae35);
    return (mixed ^ (mixed >>> 15)) & mask;
  };
  return { values, indexFor };
}

function bodyMassIndex(columns: ReadonlyMap<string, Column>): Column {
  const weight = columns.get('weight');
  const height = columns.get('height');
  return (record) => {
    const metres = Number(valueIn(height, record)) / 100;
    return String(Math.round((Number(valueIn(weight, record)) / metres ** 2) * 10) / 10);
  };
}

function recordOf(name: string, values: Map<string, string>): StudyRecord {
  const row: Row = { event: EVENT, form: '', instance: 0, values, generatedFrom: Number(name) };
  const rows = new Map([[rowKey(EVENT, '', 0), row]]);
  return { name, dag: '', created: CREATED, modified: CREATED, rows };
}

function formLabel(name: string): string {
  return name === 'baseline' ? 'Baseline' : `Visit ${name.slice('visit_'.length)}`;
}
