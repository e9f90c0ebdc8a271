import { findMethod } from '#app/catalogue/catalogue.ts';
import { answerShape } from '#app/snippets/answer-shape.ts';
import { batchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import {
  TOKEN_VARIABLE,
  type SnippetInput,
  type SnippetRefusal,
  type SnippetTarget,
} from '#app/snippets/target.ts';
import { snippetVariables } from '#app/snippets/variables.ts';
import { mBatches } from './m-batches.ts';
import { mRequest } from './m-request.ts';
import { mTable, mTables, mTypes } from './m-table.ts';

/** For Power BI and for Excel, which share the language. */
export const powerBiM: SnippetTarget = {
  id: 'powerbi-m',
  label: 'Power BI',
  library: 'Power Query M',
  extension: 'pq',
  colouring: 'powerquery',
  tokenSources: ['parameter'],
  batches: 'table',
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
  const batches = batchedRequest(input);
  const steps = [
    ...(batches === null ? [mRequest(input), mTable(shape)] : [mBatches(input.url, batches), mTables(shape)]),
    ...(variables === null ? [] : [mTypes(variables, input.options.factors)]),
  ];
  const cells = shape.kind === 'text' && batches === null ? 'AnswerText' : 'Cells';
  return `${headerComment(input, '//', 'parameter')}
// To set it: Home > Manage Parameters > New Parameter, type Text. Who can open the file can read it.
// When Power Query asks for credentials again, REDCap has refused the token (HTTP status 403).
let
${steps.join(',\n')}
in
    ${variables === null ? cells : 'Typed'}
`;
}
