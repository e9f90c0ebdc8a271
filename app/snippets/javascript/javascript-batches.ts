import type { BatchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { javaScriptPairs } from './javascript-fields.ts';
import { quoteJavaScript as quote } from './javascript-quote.ts';

/** The statements that export the records in batches, each to a file of its own. */
export function javaScriptBatches(batched: BatchedRequest): string {
  return `  // First the names of the records alone, then the rows of some records at a time.
${javaScriptPairs('nameFields', batched.names.fields)}
${javaScriptPairs('rowFields', batched.rows.fields)}
  const recordsPerBatch = ${batched.recordsPerBatch};
  const pauseSeconds = ${batched.pauseSeconds};

  const names = recordNames(String(await post(new URLSearchParams(nameFields))));
  if (names.length === 0) {
    console.error(${quote(NO_RECORDS)});
    return;
  }

  // A folder for this run: nothing of an earlier one is among its files.
  const folder = \`${batched.fileStem}_\${new Date().toISOString().slice(0, 19).replaceAll(":", "")}\`;
  await mkdir(folder);
  let files = 0;
  for (let start = 0; start < names.length; start += recordsPerBatch) {
    await pause(1000 * pauseSeconds);
    const records = names
      .slice(start, start + recordsPerBatch)
      .map((name, index) => [\`records[\${index}]\`, name]);
    const answer = await post(new URLSearchParams([...rowFields, ...records]));
    files += 1;
    await writeFile(\`\${folder}/${batched.fileStem}_\${String(files).padStart(4, "0")}.${batched.extension}\`, answer);
  }
  console.error(\`Files saved in \${folder}: \${files}.\`);`;
}

/** The function that reads the record names from the answer to the first request. */
export const recordNamesFunction = `/** The first column of the CSV without its header: each name once, in order. */
function recordNames(csv) {
  const lines = csv.split(/\\r?\\n/).slice(1);
  const cells = lines.map((line) => {
    const quoted = /^"((?:[^"]|"")*)"/.exec(line);
    return quoted === null ? line.split(",")[0] : quoted[1].replaceAll('""', '"');
  });
  return [...new Set(cells)].filter((cell) => cell.trim() !== "");
}`;
