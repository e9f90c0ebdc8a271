import { assertNever } from '#app/assert-never.ts';
import { answerShape } from '#app/snippets/answer-shape.ts';
import { batchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';
import { snippetVariables } from '#app/snippets/variables.ts';
import { sasBatches } from './sas-batches.ts';
import { sasRequest, sasStop } from './sas-check.ts';
import { sasBody } from './sas-fields.ts';
import { quoteSas as quote } from './sas-quote.ts';
import { sasLog, sasTable } from './sas-table.ts';

export const sasProcHttp: SnippetTarget = {
  id: 'sas-proc-http',
  label: 'SAS',
  library: 'PROC HTTP',
  extension: 'sas',
  colouring: 'plaintext',
  tokenSources: ['environment'],
  batches: 'table',
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['sas', '-encoding', 'utf-8', '-sysin', fileName],
    how: 'Open it in SAS 9.4M5 or newer, or in SAS Viya, with a UTF-8 session, and submit it. The variable must be set where SAS itself runs.',
    unwatched:
      'SAS writes what it shows to a file .log in this folder. A data set and its formats are in the library WORK, which ends with the run: the end of the program says how to keep them.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  return `/*
${headerComment(input, '*', 'environment')}
*/
filename form temp;
filename answer temp;
filename headers temp;
${program(input)}
`;
}

function program(input: SnippetInput): string {
  const batches = batchedRequest(input);
  if (batches !== null) {
    const shape = answerShape(input);
    const variables = shape.kind === 'text' ? null : snippetVariables(input);
    return `\n${sasBatches(input, batches, shape, variables, { first: warning + readToken, again: readToken })}`;
  }
  return `${input.request.encoding === 'multipart' ? '%let boundary = part-%sysfunc(uuidgen());\n' : ''}
/* The form is written with RECFM=N, as a stream of bytes without line ends. */
${sasBody(input.request, warning + readToken)}

${sasRequest(input)}

${answered(input)}`;
}

const warning = `  if upcase(getoption('encoding')) ne 'UTF-8' then
    putlog 'WARNING: Start SAS with -encoding utf-8: in this session letters beyond ASCII are not read rightly.';
`;

/** Not in a macro variable: its value would stand in the log with SYMBOLGEN. */
const readToken = `  token = strip(sysget('${TOKEN_VARIABLE}'));
  if token = ' ' then do;
    putlog ${quote(`ERROR: ${tokenIsMissing('environment')}`)};
    ${sasStop}
  end;
`;

function answered(input: SnippetInput): string {
  switch (input.answer.kind) {
    case 'text': {
      const shape = answerShape(input);
      if (shape.kind !== 'text') return sasTable(shape, snippetVariables(input));
      return sasLog;
    }
    case 'file':
      return `filename saved ${quote(input.answer.fileName)};
data _null_;
  infile answer recfm=n;
  file saved recfm=n;
  input byte $char1.;
  put byte $char1.;
run;
data _null_;
  putlog 'NOTE: Saved ' ${quote(input.answer.fileName)};
run;`;
    case 'nothing':
      return `data _null_;
  putlog 'NOTE: Done (HTTP status 200).';
run;`;
    default:
      return assertNever(input.answer);
  }
}
