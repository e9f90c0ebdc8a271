import { ApiError, XML_DECLARATION, answerIn, escapeXml, invalidParameter } from '../answer.ts';
import type { Answer, Format } from '../answer.ts';
import { isOn } from '../body.ts';
import { logged } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { readOdmData } from '../formats/odm-data-read.ts';
import { readRows } from '../formats/read-rows.ts';
import { applyImport } from '../importing/apply.ts';
import type { Imported } from '../importing/apply.ts';
import { checkEntries, demandNoProblems } from '../importing/check.ts';
import { eavEntries, flatEntries } from '../importing/entries.ts';
import type { Entry } from '../importing/entries.ts';
import { maySee } from '../model/select.ts';
import { logChange, logComputed } from './log-change.ts';
import { oneOf } from './records-export.ts';

const CONTENTS = ['count', 'ids', 'auto_ids', 'nothing'] as const;
const DATE_ORDERS = ['ymd', 'mdy', 'dmy'] as const;
const UPPER = { ymd: 'YMD', mdy: 'MDY', dmy: 'DMY' } as const;

/** Import Records: everything is checked first, and one bad value stops all of it. */
export const importRecords: Method = {
  rights: ['API Import/Update'],
  run: (call) => {
    if (!isOn(call.parameters, 'backgroundProcess')) return readImport(call)();
    return successAnswer(call.returnFormat, importLater(call));
  },
};

/** Imports once the answer is out, and tells whether the data could be read. */
function importLater(call: Call): boolean {
  try {
    const importing = readImport(call);
    setTimeout(() => {
      try {
        importing();
      } catch {
        // REDCap tells by e-mail what could not be imported, which a practice server does not send.
      }
    });
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

/** Reads the parameters and the data, and gives what checks and stores them. */
function readImport(call: Call): () => Answer {
  const asked = isOn(call.parameters, 'forceAutoNumber');
  // A project without auto-numbering keeps the given names [S7].
  const autoNumber = asked && call.project.settings.record_autonumbering_enabled === 1;
  const content = oneOf(call, 'returnContent', CONTENTS, 'count');
  if (content === 'auto_ids' && !asked) throw invalidParameter('returnContent');
  const overwrite = oneOf(call, 'overwriteBehavior', ['normal', 'overwrite'], 'normal') === 'overwrite';
  const order = UPPER[oneOf(call, 'dateFormat', DATE_ORDERS, 'ymd')];
  const type = oneOf(call, 'type', ['flat', 'eav'], 'flat');
  const rows = call.format === 'odm' ? readOdmData(call) : readRows(call);
  const eav = type === 'eav' && call.format !== 'odm';
  return () => {
    const entries = eav ? eavEntries(call.project, rows) : flatEntries(call.project, rows);
    if (!autoNumber) demandOwnGroup(call, entries);
    const imported = applyImport(call.project, checkEntries(call.project, entries, order), {
      overwrite,
      autoNumber,
      userGroup: call.user.dag,
      now: call.now,
    });
    for (const one of imported) logImported(call, one);
    return confirmation(call.returnFormat, content, imported);
  };
}

/** One entry for each event or instance, for a move to another group, and for what was computed thereafter. */
function logImported(call: Call, { name, isNew, saved, movedTo, computed }: Imported): void {
  for (const [index, { row, values }] of saved.entries()) {
    const change = { record: name, place: row, values: [...values], by: 'API' } as const;
    logChange(call, { ...change, isNew: isNew && index === 0 });
  }
  if (movedTo !== null) {
    const details = `Assign record to Data Access Group (redcap_data_access_group = '${movedTo}')`;
    logged(call, { kind: 'record_edit', action: `Update record (API) ${name}`, details, record: name });
  }
  logComputed(call, name, computed);
}

/** A member of a Data Access Group cannot write into the records of another, nor of none. */
function demandOwnGroup(call: Call, entries: readonly Entry[]): void {
  const foreign = entries.filter(({ record }) => {
    const stored = call.project.records.get(record);
    return stored !== undefined && !maySee(call, stored);
  });
  const names = [...new Set(foreign.map(({ record }) => record))];
  const id = call.project.design.recordIdField.name;
  const why =
    'The record already exists and is not in your Data Access Group. You cannot import data into it.';
  demandNoProblems(names.map((name) => [name, id, name, why]));
}

function confirmation(
  format: Format,
  content: (typeof CONTENTS)[number],
  imported: readonly Imported[],
): Answer {
  switch (content) {
    case 'nothing':
      return answerIn(format, '');
    case 'count':
      return countOfRecords(format, imported.length);
    case 'ids':
      return idList(
        format,
        imported.map(({ name }) => name),
      );
    case 'auto_ids':
      return idList(
        format,
        imported.map(({ name, given }) => `${name},${given}`),
      );
  }
}

function countOfRecords(format: Format, count: number): Answer {
  if (format === 'json') return answerIn(format, `{"count": ${count}}`);
  if (format === 'csv') return answerIn(format, String(count));
  return answerIn(format, `${XML_DECLARATION}<count>${count}</count>`);
}

function idList(format: Format, ids: readonly string[]): Answer {
  if (format === 'json') return answerIn(format, JSON.stringify(ids));
  if (format === 'csv') {
    const quoted = ids.map((id) => (/[",\s]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id));
    return answerIn(format, ['id', ...quoted].join('\n'));
  }
  const items = ids.map((id) => `<id>${escapeXml(id)}</id>`).join('');
  return answerIn(format, `${XML_DECLARATION}<ids>${items}</ids>`);
}

// Only the JSON shape is documented; the others follow the answers around it.
function successAnswer(format: Format, success: boolean): Answer {
  if (format === 'json') return answerIn(format, JSON.stringify({ success }));
  if (format === 'csv') return answerIn(format, `success\n${success}`);
  return answerIn(format, `${XML_DECLARATION}<hash><success>${success}</success></hash>`);
}
