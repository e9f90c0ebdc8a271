import { ANSWER_SECONDS } from '#app/snippets/messages.ts';
import { TOKEN_VARIABLE, type SnippetInput } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';
import { mFields } from './m-fields.ts';
import { quoteM as quote } from './m-quote.ts';

/** The steps of a program that asks once; the last is `Checked`, the bytes of an answer that is no error. */
export function mRequest({ url, request }: SnippetInput): string {
  return `${mToken},
    // Name and value; a long value in parts.
    Fields = ${mFields(request, '    ')},
${mPair},
${mAnswer(url, 'Fields')}`;
}

export const mToken = `    Token = Text.Trim(${TOKEN_VARIABLE})`;

/** The function `Pair`, which encodes a field for the form. */
export const mPair = `    Pair = (field) =>
        Uri.EscapeDataString(field{0}) & "=" & Text.Combine(List.Transform(List.Skip(field), Uri.EscapeDataString))`;

/** The steps that send a list of fields. The address is a literal: else Power BI refuses a scheduled refresh. */
export function mAnswer(url: string, fields: string): string {
  return `    Body = if Token = "" then error ${quote(tokenIsMissing('parameter'))} else Text.Combine(List.Transform(${fields}, Pair), "&"),
    Response = Web.Contents(
        ${quote(url)},
        [
            Headers = [#"Content-Type" = "application/x-www-form-urlencoded"],
            Content = Text.ToBinary(Body),
            // Of the whole call: Power Query has no time-out for the connection alone.
            Timeout = #duration(0, 0, 0, ${ANSWER_SECONDS}),
            // A refresh asks the server and not a cache.
            IsRetry = true,
            // A redirect would carry the token elsewhere; of 401 and 403 Power Query keeps the handling to itself.
            ManualStatusHandling = {300, 301, 302, 303, 304, 305, 307, 308, 400, 404, 405, 406, 408, 413, 429, 500, 501, 502, 503, 504}
        ]
    ),
    Status = Value.Metadata(Response)[Response.Status],
    Answer = Binary.Buffer(Response),
    // REDCap can report an error with status 200, and a wrong address answers with a web page.
    Start = Text.TrimStart(Text.FromBinary(Answer, TextEncoding.Utf8)),
    Markup = if Text.StartsWith(Start, "<?xml") then Text.TrimStart(Text.AfterDelimiter(Start, "?>")) else Start,
    IsWebPage = List.AnyTrue(
        List.Transform(
            {"<!doctype html", "<html", "<head", "<body"},
            (tag) => Text.StartsWith(Markup, tag, Comparer.OrdinalIgnoreCase)
        )
    ),
    IsError =
        Text.StartsWith(Start, "ERROR:")
        or (Text.StartsWith(Markup, "<hash>") and Text.StartsWith(Text.TrimStart(Text.AfterDelimiter(Markup, "<hash>")), "<error>"))
        or (try Record.FieldNames(Json.Document(Answer)) = {"error"} otherwise false),
    Number = Text.From(Status),
    Checked =
        if IsWebPage then
            error Error.Record(
                "REDCap",
                "The server sent a web page instead of data (HTTP status " & Number & "). Check the address."
            )
        else if Status <> 200 or IsError then
            error Error.Record(
                "REDCap",
                "The request failed (HTTP status " & Number & "): " & Text.Replace(Start, Token, "[token]")
            )
        else Answer`;
}
