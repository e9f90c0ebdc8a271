import { batchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { tokenSourceOf } from '#app/snippets/token-sources.ts';
import { rFileOrNothing } from './r-answer.ts';
import { rBatches } from './r-batches.ts';
import { rDependencies } from './r-dependencies.ts';
import { paragraphs } from './r-client-request.ts';
import { rFields } from './r-fields.ts';
import { frameName, readFrame, rFactors, RUN_BY_RSCRIPT, tellSize } from './r-frame.ts';
import { quoteR as quote } from './r-quote.ts';
import { rRequest } from './r-request.ts';
import { rHeader, rToken, rTokenSources } from './r-token.ts';

export const rHttr2: SnippetTarget = {
  id: 'r-httr2',
  label: 'R',
  library: 'httr2',
  extension: 'R',
  colouring: 'r',
  tokenSources: rTokenSources,
  batches: 'folder',
  factors: true,
  running: {
    install: `Rscript -e 'install.packages(c("httr2", "jsonlite", "keyring"))'`,
    command: (fileName) => ['Rscript', fileName],
    how: 'Run it with R 4.1 or newer and httr2 0.2.2 or newer, or open it in RStudio; jsonlite is only needed for answers in JSON, and keyring for the keychain.',
    dependencies: rDependencies(['httr2 (>= 0.2.2)'], ['jsonlite', 'keyring']),
  },
  write,
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, rHttr2);
  return `${rHeader(input, source)}
library(httr2)

${rToken(input, source)}

${writeRequests(input)}
`;
}

function writeRequests(input: SnippetInput): string {
  const batches = batchedRequest(input);
  if (batches !== null) {
    const files = `${batches.fileStem}_%04d.${batches.extension}`;
    return `# A folder for this run: nothing of an earlier one is among its files.
folder <- format(Sys.time(), "${batches.fileStem}_%Y%m%d-%H%M%S")

${rBatches('httr2', input.url, batches, `if (number == 1) stopifnot(dir.create(folder))\nwriteBin(body, file.path(folder, sprintf("${files}", number)))`)}

if (length(batches) == 0) {
  message(${quote(NO_RECORDS)})
} else {
  message("Files saved in ", folder, ": ", length(batches), ".")
}`;
  }
  return `${rFields(input.request, 'httr2')}

${rRequest('httr2', input.url, input.request.encoding, input.answer.kind === 'file')}

${takeAnswer(input)}`;
}

/** A table ends as a data frame; printed is the answer itself, byte for byte. */
function takeAnswer(input: SnippetInput): string {
  if (input.answer.kind !== 'text') return rFileOrNothing(input.answer);
  const variable = frameName(input);
  const read = readFrame('base', variable, input);
  if (read === null) return 'cat(text)';
  const print = `# Run by Rscript, the program prints the answer as it came.\n${RUN_BY_RSCRIPT} cat(text)`;
  return paragraphs(print, read, rFactors(variable, input), `if (interactive()) ${tellSize(variable)}`);
}
