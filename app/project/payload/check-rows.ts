import { checkEav } from './check-eav.ts';
import { checkFlat } from './check-flat.ts';
import { checkTable } from './check-table.ts';
import { type Findings } from './finding.ts';
import type { ProjectView } from './project-view.ts';
import { reporter } from './reporter.ts';
import type { PayloadSettings } from './settings.ts';
import type { PayloadTable } from './table.ts';

/** Checks data that could be read. Without a dictionary only structure is checked. */
export function checkRows(
  table: PayloadTable,
  settings: PayloadSettings,
  view: ProjectView | null,
  findings: Findings,
): void {
  checkColumnNames(table, findings);
  if (table.rows.length === 0) {
    reporter(findings).warn({ line: 1, position: 1 }, {}, 'nothingToImport', 'There are no rows to import.');
  }
  if (settings.newNames && view?.project.autoNumbering === false) {
    reporter(findings).warn(
      { line: 1, position: 1 },
      {},
      'keepsNames',
      'This project does not number its records itself: REDCap keeps the names in the data, and a record that has one of them is changed.',
    );
  }
  const known = view !== null && view.project.fields !== null ? view : null;
  if (settings.layout === 'eav') checkEav(table, settings, known, findings);
  else if (settings.layout === 'table') checkTable(table, settings, findings);
  else if (known !== null) checkFlat(table, settings, known, findings);
}

function checkColumnNames(table: PayloadTable, findings: Findings): void {
  const seen = new Set<string>();
  for (const placed of table.columns) {
    if (placed.name !== '' && seen.has(placed.name)) {
      reporter(findings).fail(
        placed,
        { column: placed.name },
        'column',
        'Two columns have this name: REDCap takes only one of them.',
      );
    }
    seen.add(placed.name);
  }
}
