import { batchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { tokenSourceOf } from '#app/snippets/token-sources.ts';
import { rFileOrNothing } from './r-answer.ts';
import { rBatches } from './r-batches.ts';
import { rDependencies } from './r-dependencies.ts';
import { rFields } from './r-fields.ts';
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
  batches: true,
  factors: false,
  running: {
    install: `Rscript -e 'install.packages(c("httr2", "keyring"))'`,
    command: (fileName) => ['Rscript', fileName],
    how: 'Run it with R 4.1 or newer and httr2 0.2.2 or newer, or open it in RStudio; keyring is only needed for the keychain.',
    dependencies: rDependencies(['httr2 (>= 0.2.2)'], ['keyring']),
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

${input.answer.kind === 'text' ? 'cat(text)' : rFileOrNothing(input.answer)}`;
}
