import { assertNever } from '#app/assert-never.ts';
import { answerShape, type AnswerShape } from '#app/snippets/answer-shape.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, NO_RECORDS } from '#app/snippets/messages.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import { tokenIsMissing } from '#app/snippets/token-sources.ts';
import { snippetVariables } from '#app/snippets/variables.ts';
import { matlabFields } from './matlab-fields.ts';
import { quoteMatlab as quote } from './matlab-quote.ts';
import { matlabCells, matlabRecordNames, matlabTable, matlabTyped, matlabTypes } from './matlab-table.ts';

/**
 * Not written with `webwrite` itself, which follows redirects and keeps the text of an error to itself, but with
 * the interface beneath it.
 */
export const matlabWebwrite: SnippetTarget = {
  id: 'matlab-webwrite',
  label: 'MATLAB',
  library: 'matlab.net.http',
  extension: 'm',
  colouring: 'plaintext',
  tokenSources: ['environment'],
  batches: 'table or folder',
  factors: true,
  running: {
    install: null,
    command: (fileName) => ['matlab', '-batch', fileName.replace(/\.m$/, '')],
    how: 'Open it in MATLAB R2020b or newer and press Run; its name must be letters, digits and underscores. No toolbox is needed.',
    unwatched:
      'What MATLAB shows goes to answer.txt. A table is in the variable data only: to keep it, add writetable(data, "answer.csv") above the first function.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  const shape = input.answer.kind === 'text' ? answerShape(input) : { kind: 'text' as const };
  const variables = shape.kind === 'text' ? null : snippetVariables(input);
  const batches = batchedRequest(input);
  return `${headerComment(input, '%', 'environment')}
% To set it in MATLAB:        setenv('${TOKEN_VARIABLE}', input('Token: ', 's'))
token = strtrim(getenv('${TOKEN_VARIABLE}'));
if isempty(token)
    error('redcap:token', '%s', ${quote(tokenIsMissing('environment'))});
end

${batches === null ? whole(input, shape) : inBatches(batches, shape)}${shape.kind === 'text' ? '' : matlabTable}${variables === null ? '' : matlabTypes(variables, input.options.factors)}
${sendFunction(input)}${shape.kind === 'text' ? '' : matlabCells(shape)}${batches === null ? '' : matlabRecordNames}${variables === null ? '' : matlabTyped}`;
}

function whole(input: SnippetInput, shape: AnswerShape): string {
  const answer = `${matlabFields('fields', input.request)}\n\nanswer = send(fields, token);\n`;
  if (shape.kind !== 'text') return `${answer}cells = read_cells(answer);\n`;
  switch (input.answer.kind) {
    case 'text':
      return `${answer}fprintf('%s\\n', native2unicode(answer, 'UTF-8'));\n`;
    case 'file':
      return `${answer}file_name = ${quote(input.answer.fileName)};
file = fopen(file_name, 'w');
fwrite(file, answer);
fclose(file);
fprintf('Saved %s\\n', file_name);\n`;
    case 'nothing':
      return `${answer}fprintf('Done (HTTP status 200).\\n');\n`;
    default:
      return assertNever(input.answer);
  }
}

function inBatches(
  { names, rows, recordsPerBatch, pauseSeconds, fileStem, extension }: BatchedRequest,
  shape: AnswerShape,
): string {
  const keep =
    shape.kind === 'text'
      ? `    file = fopen(fullfile(folder, sprintf('${fileStem}_%04d.${extension}', (first - 1) / ${recordsPerBatch} + 1)), 'w');
    fwrite(file, answer);
    fclose(file);`
      : `    part = read_cells(answer);
    if isempty(cells)
        cells = part;
    else
        cells = [cells; part(2:end, :)]; %#ok<AGROW>
    end`;
  return `% First the names of the records alone, each once.
${matlabFields('fields', names)}
records = record_names(send(fields, token));

% Then the rows of ${recordsPerBatch} records at a time.
${matlabFields('fields', rows)}
${
  shape.kind === 'text'
    ? `% A folder for this run: nothing of an earlier one is among its files.
folder = ['${fileStem}_' datestr(now, 'yyyymmdd-HHMMSS')];
if ~isempty(records)
    mkdir(folder);
end`
    : 'cells = strings(0, 0);'
}
for first = 1:${recordsPerBatch}:numel(records)
    pause(${pauseSeconds});
    some = records(first:min(first + ${recordsPerBatch - 1}, numel(records)));
    chosen = [compose("records[%d]", (0:numel(some) - 1).'), some];
    answer = send([fields; cellstr(chosen)], token);
${keep}
end
if isempty(records)
    fprintf('%s\\n', ${quote(NO_RECORDS)});
else
    fprintf(${shape.kind === 'text' ? `'Read %d records. The files are in %s.\\n', numel(records), folder` : `'Read %d records.\\n', numel(records)`});
end
`;
}

function sendFunction(input: SnippetInput): string {
  const isFile = input.answer.kind === 'file';
  const body =
    input.request.encoding === 'multipart'
      ? 'matlab.net.http.io.MultipartFormProvider(pairs{:})'
      : 'matlab.net.http.io.FormProvider(pairs{:})';
  return `function answer = send(fields, token)
    pairs = fields.';
    request = matlab.net.http.RequestMessage('POST', [], ${body});
    options = matlab.net.http.HTTPOptions( ...
        'ConnectTimeout', ${CONNECT_SECONDS}, ...
        'ResponseTimeout', ${ANSWER_SECONDS}, ...
        'MaxRedirects', 0, ... % a redirect would carry the token elsewhere
        'ConvertResponse', false, ...
        'SavePayload', true);
    try
        response = request.send(${quote(input.url)}, options);
    catch problem
        error('redcap:connection', 'No answer from the server: %s', strrep(problem.message, token, '[token]'));
    end
    status = double(response.StatusCode);
    answer = reshape([response.Body.Payload], 1, []); % a row of bytes, also of an empty body
    text = native2unicode(answer, 'UTF-8');
    % REDCap can report an error with status 200, and a wrong address answers with a web page.
    web_page = regexpi(text, '^\\s*(<\\?xml[^>]*>\\s*)?<(!doctype html|html|head|body)[\\s>]', 'once');
    redcap_error = regexp(text, ['^\\s*(ERROR:|\\{\\s*"error"\\s*:\\s*"[^"\\\\]*(\\\\.[^"\\\\]*)*"\\s*\\}\\s*$|' ...
        '(<\\?xml[^>]*>\\s*)?<hash>\\s*<error>)'], 'once');
${
  isFile
    ? `    % REDCap names the file it sends in the content type; an error has no name.
    type = response.getFields('Content-Type');
    if status == 200 && ~isempty(type) && contains(type(1).Value, 'name=')
        return
    end
`
    : ''
}    if ~isempty(web_page)
        error('redcap:page', 'The server sent a web page instead of data (HTTP status %d). Check the address.', status);
    end
    if status ~= 200 || ~isempty(redcap_error)
        error('redcap:request', 'The request failed (HTTP status %d): %s', status, strrep(text, token, '[token]'));
    end
end
`;
}
