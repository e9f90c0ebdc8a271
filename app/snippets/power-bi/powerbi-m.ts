import { findMethod } from '#app/catalogue/catalogue.ts';
import { answerShape } from '#app/snippets/answer-shape.ts';
import { headerComment } from '#app/snippets/header.ts';
import { ANSWER_SECONDS } from '#app/snippets/messages.ts';
import {
  TOKEN_VARIABLE,
  type SnippetInput,
  type SnippetRefusal,
  type SnippetTarget,
} from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';
import { snippetVariables } from '#app/snippets/variables.ts';
import { mFields } from './m-fields.ts';
import { quoteM as quote } from './m-quote.ts';
import { mTable, mTypes } from './m-table.ts';

/** For Power BI and for Excel, which share the language. */
export const powerBiM: SnippetTarget = {
  id: 'powerbi-m',
  label: 'Power BI',
  library: 'Power Query M',
  extension: 'pq',
  colouring: 'powerquery',
  tokenSources: ['parameter'],
  batches: false,
  factors: true,
  running: {
    install: null,
    command: null,
    how: `In the Power Query editor of Power BI or Excel, make a text parameter ${TOKEN_VARIABLE}, then a blank query; paste the code into its Advanced Editor and choose Anonymous as the credentials.`,
    dependencies: null,
  },
  refuse,
  write,
};

const nearest = 'python-requests';

/** A query runs at each refresh, and as often as Power Query likes in between: it may only read. */
function refuse({ request, answer }: SnippetInput): SnippetRefusal | null {
  const because = (reason: string): SnippetRefusal => ({ reason, nearest });
  const effect = findMethod(request.methodId)?.effect ?? 'read';
  if (request.encoding === 'multipart') {
    return because('Power Query cannot upload files: Python with requests can.');
  }
  if (effect !== 'read') {
    return because(
      'Power Query would send this again at every refresh, and it does more than read: use Python with requests.',
    );
  }
  if (answer.kind === 'file') {
    return because('Power Query makes tables and cannot save files: Python with requests can.');
  }
  return null;
}

function write(input: SnippetInput): string {
  const shape = input.answer.kind === 'text' ? answerShape(input) : { kind: 'text' as const };
  const variables = shape.kind === 'text' ? null : snippetVariables(input);
  const steps = [
    requestSteps(input),
    checks,
    ...(shape.kind === 'text' ? [] : [mTable(shape)]),
    ...(variables === null ? [] : [mTypes(variables, input.options.factors)]),
  ];
  const result = variables === null ? (shape.kind === 'text' ? 'AnswerText' : 'Cells') : 'Typed';
  const text = shape.kind === 'text' ? ',\n    AnswerText = Text.FromBinary(Checked, TextEncoding.Utf8)' : '';
  return `${headerComment(input, '//', 'parameter')}
// To set it: Home > Manage Parameters > New Parameter, type Text. Who can open the file can read it.
// When Power Query asks for credentials again, REDCap has refused the token (HTTP status 403).
let
${steps.join(',\n')}${text}
in
    ${result}
`;
}

function requestSteps({ url, request }: SnippetInput): string {
  return `    Token = Text.Trim(${TOKEN_VARIABLE}),
    // Name and value; a long value in parts.
    Fields = ${mFields(request, '    ')},
    Pair = (field) =>
        Uri.EscapeDataString(field{0}) & "=" & Text.Combine(List.Transform(List.Skip(field), Uri.EscapeDataString)),
    Body = if Token = "" then error ${quote(tokenIsMissing('parameter'))} else Text.Combine(List.Transform(Fields, Pair), "&"),
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
    Status = Value.Metadata(Response)[Response.Status]`;
}

/** The last is `Checked`, the bytes of an answer that is no error. */
const checks = `    Answer = Binary.Buffer(Response),
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
