import { assertNever } from '#app/assert-never.ts';
import type { AnswerShape } from '#app/snippets/answer-shape.ts';
import type { BatchedRequest } from '#app/snippets/batching.ts';
import { indented } from '#app/snippets/indented.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import type { SnippetVariables } from '#app/snippets/variables.ts';
import { sasRequest } from './sas-check.ts';
import { sasBody, sasFieldsWithoutToken, sasWriting } from './sas-fields.ts';
import { sasImport, sasLines, sasLog } from './sas-table.ts';

/** The steps that make the variable `token`: with a look at the session, and without. */
interface TokenReading {
  readonly first: string;
  readonly again: string;
}

/**
 * The program that asks for the record names and then for the rows of some records at a time. The answers become one
 * file, which is imported once: columns that were imported batch by batch could differ in type and width. No value
 * stands in a macro or its variables, which hold numbers alone: names of records stay in a data set.
 */
export function sasBatches(
  input: SnippetInput,
  batches: BatchedRequest,
  shape: AnswerShape,
  variables: SnippetVariables | null,
  token: TokenReading,
): string {
  const { names, rows, recordsPerBatch } = batches;
  return `/* Sends the form, and stops the program unless the answer is one. */
%let SYS_PROCHTTP_STATUS_CODE = 0;
%let redcap_failed = 0;
%let redcap_batches = 0;
%macro redcap_send;
  data _null_; /* nothing of an earlier answer stays */
    file answer recfm=n;
    stop;
  run;
${indented(sasRequest(input), 2)}
%mend redcap_send;

/* First the names of the records alone. The form is written with RECFM=N, as a stream of bytes without line ends. */
${sasBody(names, token.first)}
%redcap_send;

${sasLines('names')}
${recordNames(recordsPerBatch)}

/* What every batch asks for; the token is written anew for each. */
filename fields temp;
${sasFieldsWithoutToken(rows)}

/* Then the rows of ${recordsPerBatch} records at a time. */
${start(shape)}%macro redcap_export;
  %local batch;
  %do batch = 1 %to &redcap_batches;
${indented(formOfBatch(batches, token.again), 4)}
    %redcap_send;
    /* After an error a SAS that nobody watches may only check the syntax of steps: ABORT would not be reached. */
    %if &SYS_PROCHTTP_STATUS_CODE ne 200 %then %return;
${indented(collecting(shape), 4)}
  %end;
%mend redcap_export;
%redcap_export;${imported(shape, variables)}`;
}

/** The data set `redcap_records`, each name once, and how many batches they make. */
function recordNames(recordsPerBatch: number): string {
  return `data redcap_records(keep=record);
  infile names dsd dlm=',' lrecl=32767 truncover firstobs=2;
  length record $ 500;
  if _n_ = 1 then do;
    declare hash seen();
    seen.definekey('record');
    seen.definedone();
  end;
  input record :$char500.;
  if record = ' ' then delete;
  if seen.check() = 0 then delete;
  seen.add();
run;
data _null_;
  if 0 then set redcap_records nobs=count;
  call symputx('redcap_batches', ceil(count / ${recordsPerBatch}));
  if count = 0 then putlog 'NOTE: ${NO_RECORDS}';
  stop;
run;`;
}

/** Writes the form of the batch with the number &batch. Each byte of a name is percent-encoded, whatever it is. */
function formOfBatch({ recordsPerBatch, pauseSeconds }: BatchedRequest, readToken: string): string {
  const pause = `call sleep(${Math.round(pauseSeconds * 1000)}, 0.001); /* milliseconds: leaves the server time for others */`;
  return `filename form temp;
${sasWriting([pause, `put 'token=';`, 'text = urlencode(strip(token)); link write;'], 'form', readToken)}
data _null_;
  infile fields recfm=n;
  file form recfm=n mod;
  input byte $char1.;
  put byte $char1.;
run;
data _null_;
  set redcap_records(firstobs=%eval((&batch - 1) * ${recordsPerBatch} + 1) obs=%eval(&batch * ${recordsPerBatch}));
  file form recfm=n mod;
  length number $ 12 byte $ 1;
  number = left(put(_n_ - 1, 12.));
  size = length(number);
  put '&records%5B' number $varying12. size '%5D=';
  do place = 1 to length(record);
    byte = substr(record, place, 1);
    put '%' byte $hex2.;
  end;
run;`;
}

/** Makes the file of all answers before the first. */
function start(shape: AnswerShape): string {
  switch (shape.kind) {
    case 'text':
      return '';
    case 'json':
      return `%let redcap_started = 0;
filename rows temp;
data _null_;
  file rows recfm=n;
  put '[';
  stop;
run;
`;
    case 'csv':
      return `%let redcap_started = 0;
filename rows temp termstr=lf;
data _null_;
  file rows recfm=n;
  stop;
run;
`;
    default:
      return assertNever(shape);
  }
}

/** Adds the answer to the file of all: of CSV the header only once, of JSON what stands within the brackets. */
function collecting(shape: AnswerShape): string {
  const started = `if not told then call symputx('redcap_started', 1);\n  told = 1;`;
  switch (shape.kind) {
    case 'text':
      return sasLog;
    case 'json':
      return `data _null_;
  infile answer recfm=n;
  file rows recfm=n mod;
  retain depth quoted escaped told 0;
  input byte $char1.;
  outer = depth;
  if quoted then do;
    if escaped then escaped = 0;
    else if byte = '5C'x then escaped = 1;
    else if byte = '"' then quoted = 0;
  end;
  else if byte = '"' then quoted = 1;
  else if byte in ('[', '{') then depth = depth + 1;
  else if byte in (']', '}') then depth = depth - 1;
  /* Between the rows only commas count. */
  if outer = 0 or depth = 0 or (outer = 1 and depth = 1 and byte ne ',') then delete;
  if not told and &redcap_started then put ',';
  ${started}
  put byte $char1.;
run;`;
    case 'csv':
      return `/* Cells may hold line feeds, which SAS would take for the ends of rows: they become blanks. The header
   of the first answer alone stays. A line feed is written when another row follows. */
data _null_;
  infile answer recfm=n;
  file rows recfm=n mod;
  retain quoted told 0 header ended &redcap_started;
  input byte $char1.;
  if byte = '"' then quoted = not quoted;
  if _n_ < 4 and byte in ('EF'x, 'BB'x, 'BF'x) then delete; /* a byte-order mark */
  if quoted and byte in ('0A'x, '0D'x) then byte = ' ';
  if byte = '0D'x then delete;
  if byte = '0A'x then do;
    header = 0;
    ended = 1;
    delete;
  end;
  if header then delete;
  if ended then put '0A'x;
  ended = 0;
  ${started}
  put byte $char1.;
run;`;
    default:
      return assertNever(shape);
  }
}

/** The steps that make the data set of the file of all answers, on lines of their own; '' where none is made. */
function imported(shape: AnswerShape, variables: SnippetVariables | null): string {
  switch (shape.kind) {
    case 'text':
      return '';
    case 'json':
      return `
data _null_;
  file rows recfm=n mod;
  put ']';
  stop;
run;

${sasImport(shape, variables, 'rows')}`;
    case 'csv': {
      const steps = sasImport(shape, variables, 'rows');
      // PROC IMPORT fails at a file without a header.
      return variables === null
        ? `\n\n%if &redcap_started %then %do;\n${indented(steps, 2)}\n%end;`
        : `\n\n${steps}`;
    }
    default:
      return assertNever(shape);
  }
}
