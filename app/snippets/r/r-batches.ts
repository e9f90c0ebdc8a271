import type { BatchedRequest } from '#app/snippets/batching.ts';
import { indented } from '#app/snippets/indented.ts';
import { ESCAPED_HERE, escapedInR, rFields } from './r-fields.ts';
import { rRequest, type Transport } from './r-request.ts';

/**
 * The statements that export the rows of some records at a time. `keep` is what is done with one batch: it may
 * use `body`, `number` and `batches`; without a record there are none.
 */
export function rBatches(transport: Transport, url: string, batches: BatchedRequest, keep: string): string {
  return `# Sends one request and returns the bytes of the answer.
send <- function(fields) {
${indented(rRequest(transport, url, batches.rows.encoding, false), 2)}

  body
}

# First the record names alone: a name stands once for each row.
${rFields(batches.names, transport)}

text <- rawToChar(send(fields))
ids <- character()
if (grepl("[^[:space:]]", text, useBytes = TRUE)) {
  names <- read.csv(
    text = text, colClasses = "character", na.strings = character(), check.names = FALSE, encoding = "UTF-8"
  )
  ids <- unique(names[[1]][names[[1]] != ""])
}

${rFields(batches.rows, transport)}

batches <- split(ids, ceiling(seq_along(ids) / ${batches.recordsPerBatch}))
for (number in seq_along(batches)) {
  Sys.sleep(${batches.pauseSeconds}) # leaves the server time for others
  ${chosen(transport)}
  names(records) <- sprintf("records[%d]", seq_along(records) - 1)
  body <- send(c(fields, records))
${indented(keep, 2)}
}`;
}

/** The statement that sets `records` to the names of a batch. */
function chosen(transport: Transport): string {
  return transport === 'httr2'
    ? `# ${ESCAPED_HERE}\n  records <- lapply(batches[[number]], function(id) ${escapedInR('id')})`
    : 'records <- as.list(batches[[number]])';
}
