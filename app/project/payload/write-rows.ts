/** Names and values in order; all rows of one text have the same names. */
export type WrittenRow = readonly (readonly [column: string, value: string])[];

/** Writes rows as REDCap reads them, a line per row in CSV and per value in JSON and XML. */
export function writeRows(
  rows: readonly WrittenRow[],
  format: 'csv' | 'json' | 'xml',
  delimiter: string,
): string {
  if (format === 'json')
    return JSON.stringify(
      rows.map((row) => Object.fromEntries(row)),
      null,
      2,
    );
  if (format === 'xml') {
    const items = rows.map((row) => {
      const values = row.map(([name, value]) => `    <${name}>${escapeXml(value)}</${name}>\n`);
      return `  <item>\n${values.join('')}  </item>\n`;
    });
    return `<?xml version="1.0" encoding="UTF-8" ?>\n<records>\n${items.join('')}</records>\n`;
  }
  const header = rows[0]?.map(([name]) => name) ?? [];
  return [header, ...rows.map((row) => row.map(([, value]) => value))]
    .map((cells) => `${cells.map((cell) => escapeCell(cell, delimiter)).join(delimiter)}\n`)
    .join('');
}

function escapeCell(cell: string, delimiter: string): string {
  const needsQuotes = cell.includes(delimiter) || /["\r\n]/.test(cell);
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
