import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { rFileOrNothing } from './r-answer.ts';
import { rBatches } from './r-batches.ts';
import { rFields } from './r-fields.ts';
import { frameName, guessTypes, readFrame, rFactors, tellFrame, type FrameReader } from './r-frame.ts';
import { quoteR as quote } from './r-quote.ts';
import { rRequest, type Transport } from './r-request.ts';

/** How a client library's programs send what none of its functions can. */
export interface ClientTransport {
  readonly transport: Transport;
  readonly reader: FrameReader;
  /** Joins the data frames of the list `parts`. */
  readonly join: string;
}

/** The statements that send a request as it is, and end with a data frame, a text or a file. */
export function clientRequest(client: ClientTransport, input: SnippetInput): string {
  const batches = batchedRequest(input);
  if (batches !== null) return inBatches(client, input, batches);
  const { request, url, answer } = input;
  const isFile = answer.kind === 'file';
  const variable = frameName(input);
  const read = readFrame(client.reader, variable, input);
  const end =
    answer.kind !== 'text'
      ? rFileOrNothing(answer)
      : read === null
        ? 'cat(text)'
        : paragraphs(read, ...finishFrame(client, variable, input));
  return paragraphs(
    rFields(request, client.transport),
    rRequest(client.transport, url, request.encoding, isFile),
    end,
  );
}

function inBatches(client: ClientTransport, input: SnippetInput, batches: BatchedRequest): string {
  const variable = frameName(input);
  const read = readFrame(client.reader, 'part', input);
  const keep =
    read === null
      ? 'parts[[number]] <- rawToChar(body[body != 0])'
      : `text <- rawToChar(body[body != 0])\n${read}\nparts[[number]] <- part`;
  const rows = rBatches(client.transport, input.url, batches, keep);
  const none = `if (length(parts) == 0) message(${quote(NO_RECORDS)})`;
  const end =
    read === null
      ? [
          `${variable} <- unlist(parts)\n${none}`,
          `message(length(${variable}), " documents are in the vector ${variable}.")`,
        ]
      : [
          `${variable} <- data.frame()\n${none} else ${variable} <- ${client.join}`,
          ...finishFrame(client, variable, input),
        ];
  return paragraphs(`parts <- list()\n\n${rows}`, ...end);
}

/** From a frame of texts to one of types and factors. */
export function finishFrame(
  { reader }: ClientTransport,
  variable: string,
  input: SnippetInput,
): readonly string[] {
  const guess = reader === 'readr' ? guessTypes(variable, input) : '';
  return [rFactors(variable, input), guess, tellFrame(variable)];
}

/** The texts that are not empty, with a blank line between them. */
export function paragraphs(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}
