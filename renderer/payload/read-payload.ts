import { checkRows } from '#app/project/payload/check-rows.ts';
import { collectFindings, type Findings } from '#app/project/payload/finding.ts';
import type { ProjectView } from '#app/project/payload/project-view.ts';
import { readJson } from '#app/project/payload/read-json.ts';
import { nameSuggester } from '#app/project/payload/suggest-name.ts';
import { reporter } from '#app/project/payload/reporter.ts';
import type { PayloadSettings } from '#app/project/payload/settings.ts';
import { countLineEnds } from '#app/project/payload/text-lines.ts';
import type { PayloadTable } from '#app/project/payload/table.ts';
import type { PayloadReport } from './payload-report.ts';
import { readCsv } from './read-csv.ts';
import { checkOdm, readXml } from './read-xml.ts';

export interface ReadResult {
  readonly report: PayloadReport;
  /** null when the text could not be read as rows. */
  readonly table: PayloadTable | null;
}

/** Columns whose value may have parts of its own: rights for each instrument. */
const nested = ['forms', 'forms_export'];

/** Reads and checks data to import. Never throws, whatever the text. */
export function readPayload(text: string, settings: PayloadSettings, view: ProjectView | null): ReadResult {
  const findings = collectFindings();
  checkCharacters(text, findings);
  const table = text.trim() === '' ? null : read(text, settings, findings);
  if (table !== null) checkRows(table, settings, view && { ...view, suggest: nameSuggester() }, findings);
  const withProject = view !== null && view.project.fields !== null;
  return { table, report: { ...findings.list(), rows: table?.rows.length ?? null, withProject } };
}

function read(text: string, settings: PayloadSettings, findings: Findings): PayloadTable | null {
  const { delimiter, single, format } = settings;
  const options = { delimiter, single, nested: settings.layout === 'table' ? nested : [] };
  switch (format) {
    case 'csv':
      return readCsv(text, options, findings);
    case 'json':
      return readJson(text, options, findings);
    case 'xml':
      return readXml(text, options, findings);
    case 'odm':
      checkOdm(text, findings);
      return null;
  }
}

/** Characters that cannot be sent or stored. */
function checkCharacters(text: string, findings: Findings): void {
  for (const [character, message] of [
    [
      '\0',
      'The text holds a NUL character, which no text file has: was a spreadsheet or another binary file opened?',
    ],
    [
      '\uFFFD',
      'The character \uFFFD stands where a letter was lost, because the text was once read in a wrong encoding: it would be imported like that.',
    ],
  ] as const) {
    const at = text.indexOf(character);
    if (at === -1) continue;
    const line = countLineEnds(text.slice(0, at)) + 1;
    reporter(findings).warn({ line, position: 1 }, {}, 'layout', message);
  }
}
