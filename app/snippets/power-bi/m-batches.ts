import type { BatchedRequest } from '#app/snippets/batching.ts';
import { indented } from '#app/snippets/indented.ts';
import { mFields } from './m-fields.ts';
import { mAnswer, mPair, mToken } from './m-request.ts';

/**
 * The steps that ask for the record names and then for the rows of some records at a time; the last is `Answers`,
 * the list of checked answers, without those that hold nothing.
 */
export function mBatches(url: string, batches: BatchedRequest): string {
  const { names, rows, recordsPerBatch, pauseSeconds } = batches;
  return `${mToken},
${mPair},
    // Sends the fields, and gives the bytes of an answer that is no error.
    Send = (fields) =>
        let
${indented(mAnswer(url, 'fields'), 8)}
        in
            Checked,
    // First the names of the records alone, each once. Name and value; a long value in parts.
    NameFields = ${mFields(names, '    ')},
    NameLines = Csv.Document(Send(NameFields), [Delimiter = ",", Encoding = TextEncoding.Utf8, QuoteStyle = QuoteStyle.Csv]),
    NamesInRows = List.Skip(List.First(Table.ToColumns(NameLines), {})),
    Records = List.Buffer(List.Distinct(List.Select(NamesInRows, (name) => name <> null and name <> ""))),
    // Then the rows of ${recordsPerBatch} records at a time.
    RowFields = ${mFields(rows, '    ')},
    Chosen = (records) =>
        List.Transform(List.Positions(records), (index) => {"records[" & Text.From(index, "en-US") & "]", records{index}}),
    Answers = List.Accumulate(
        List.Split(Records, ${recordsPerBatch}),
        {},
        (answers, records) =>
            let
                // The pause leaves the server time for others.
                Part = Function.InvokeAfter(() => Send(RowFields & Chosen(records)), #duration(0, 0, 0, ${pauseSeconds}))
            in
                // Its length must be known before the next batch: else Power Query would put the calls off, and repeat them.
                if Binary.Length(Part) = 0 then answers else List.Buffer(answers & {Part})
    )`;
}
