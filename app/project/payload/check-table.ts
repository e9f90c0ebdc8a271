import type { PayloadColumn } from '#app/catalogue/method.ts';
import { nearestName } from '#app/nearest-name.ts';
import { shorten, type Findings } from './finding.ts';
import { reporter } from './reporter.ts';
import { spacesProblem } from './row-identity.ts';
import type { PayloadSettings } from './settings.ts';
import type { PayloadTable } from './table.ts';

/** Checks rows of any other method, such as arms or users, against the columns that the catalogue knows. */
export function checkTable(table: PayloadTable, settings: PayloadSettings, findings: Findings): void {
  const tell = reporter(findings);
  const names = settings.columns.map(({ name }) => name);
  const present = new Set(table.columns.map(({ name }) => name));
  for (const placed of table.columns) {
    if (names.length === 0 || names.includes(placed.name)) continue;
    if (placed.name.trim() === '') {
      tell.fail(placed, {}, 'column', 'A column has no name: give it one, or take it out.');
      continue;
    }
    const near = nearestName(placed.name, names);
    tell.warn(
      placed,
      { column: placed.name },
      'column',
      `${shorten(placed.name)} is none of the columns that this method knows. ${near === undefined ? 'Take it out.' : `Did you mean ${near}?`}`,
    );
  }
  for (const { name } of settings.columns.filter(isRequired)) {
    if (present.has(name)) continue;
    tell.fail(
      { line: 1, position: 1 },
      { column: name },
      'column',
      `The column ${name} is required and missing.`,
    );
  }
  if (settings.single && table.rows.length > 1) {
    const second = table.rows[1] ?? { line: 1, position: 1 };
    tell.fail(second, {}, 'tooManyRows', 'Only one row is possible here: take the others out.');
  }
  for (const row of table.rows) {
    row.cells.forEach((value, index) => {
      const problem = spacesProblem(value);
      if (problem === null) return;
      tell.report(row, { column: table.columns[row.columns[index] ?? -1]?.name ?? '', value }, problem);
    });
  }
}

function isRequired({ name, required }: PayloadColumn): boolean {
  return required && !name.startsWith('<');
}
