import type { AnswerShape } from '#app/snippets/answer-shape.ts';
import { neverMissing, type SnippetVariable, type SnippetVariables } from '#app/snippets/variables.ts';
import { quoteMatlab as quote } from './matlab-quote.ts';

/** The function `read_cells`, which makes a string array of an answer: the names in its first row. */
export function matlabCells(shape: AnswerShape): string {
  if (shape.kind === 'json') {
    return `
function cells = read_cells(answer)
    items = jsondecode(native2unicode(answer, 'UTF-8'));
    cells = strings(0, 0);
    if isempty(items)
        return
    end
    if isstruct(items)
        items = num2cell(items);
    end
    names = cellfun(@fieldnames, items, 'UniformOutput', false);
    names = unique(vertcat(names{:}), 'stable');
    cells = strings(numel(items) + 1, numel(names));
    cells(1, :) = names;
    for row = 1:numel(items)
        for column = 1:numel(names)
            if isfield(items{row}, names{column})
                value = items{row}.(names{column});
                if isempty(value)
                    value = '';
                elseif ~ischar(value)
                    value = jsonencode(value);
                end
                cells(row + 1, column) = value;
            end
        end
    end
end
`;
  }
  return csvFunction('read_cells', shape.kind === 'csv' ? shape.delimiter : ',');
}

/** The function `record_names`: the first column of CSV, each name once. */
export const matlabRecordNames: string = `${csvFunction('name_cells', ',')}
function records = record_names(answer)
    cells = name_cells(answer);
    records = strings(0, 1);
    if ~isempty(cells)
        records = unique(cells(2:end, 1), 'stable');
        records = records(records ~= "");
    end
end
`;

function csvFunction(name: string, delimiter: string): string {
  return `
function cells = ${name}(answer)
    % Cells may hold line feeds, which readtable would take for the ends of rows.
    delimiter = ${quote(delimiter)};
    pattern = ['("[^"]*(?:""[^"]*)*"|[^"\\r\\n\\x' dec2hex(double(delimiter), 2) ']*)(\\x' dec2hex(double(delimiter), 2) '|\\r?\\n|$)'];
    found = regexp(native2unicode(answer, 'UTF-8'), pattern, 'tokens');
    found = string(vertcat(found{:}));
    cells = strings(0, 0);
    if isempty(found)
        return
    end
    ends = found(:, 2) ~= delimiter;
    starts = find([true; ends(1:end - 1)]);
    row = 1 + [0; cumsum(ends(1:end - 1))];
    column = (1:numel(row)).' - starts(row) + 1;
    quoted = startsWith(found(:, 1), '"');
    found(quoted, 1) = replace(regexprep(found(quoted, 1), '^"|"$', ''), '""', '"');
    cells = strings(max(row), max(column));
    cells(sub2ind(size(cells), row, column)) = found(:, 1);
end
`;
}

/** Makes the table `data` of the string array `cells`. Everything is text, so that 007 stays 007. */
export const matlabTable = `data = table;
if ~isempty(cells)
    names = matlab.lang.makeUniqueStrings(matlab.lang.makeValidName(cells(1, :)), {}, namelengthmax);
    data = array2table(standardizeMissing(cells(2:end, :), ""), 'VariableNames', cellstr(names));
end
fprintf('The table data has %d rows and %d columns.\\n', height(data), width(data));
`;

/** Types, descriptions and categories of the columns, from the dictionary. */
export function matlabTypes(all: SnippetVariables, factors: boolean): string {
  const { variables, capped, missingCodes } = all;
  const rows = variables.map((variable) => {
    const categories = factors ? variable.choices : [];
    const codes = categories.map(({ code }) => quote(code)).join(', ');
    const labels = distinct(categories).map(quote).join(', ');
    return `    ${quote(variable.name)}, ${quote(formatOf(variable, factors))}, ${quote(variable.label)}, {${codes}}, {${labels}}`;
  });
  return `
% From the data dictionary: name, what the values are, label${factors ? ', and the labels of codes' : ''}.
${capped ? `% Only the first ${variables.length} columns: the others stay text and have no labels.\n` : ''}variables = {
${rows.join('\n')}
};
${missingCodes.length === 0 ? '' : missing(all)}for k = 1:size(variables, 1)
    column = [];
    if ~isempty(cells)
        column = find(cells(1, :) == variables{k, 1}, 1);
    end
    if ~isempty(column)
        text = data.(column);
${
  missingCodes.length === 0
    ? ''
    : `        if ~any(strcmp(variables{k, 1}, never_missing)) && ~strcmp(variables{k, 2}, 'text')
            text = standardizeMissing(text, string(missing_codes));
        end
`
}        values = typed(text, variables{k, 2}, variables{k, 4:5});
        if ~isstring(values)
            data.(column) = values;
        end
        data.Properties.VariableDescriptions{column} = variables{k, 3};
    end
end
`;
}

/** Two codes of one label would become one category. */
function distinct(choices: SnippetVariable['choices']): readonly string[] {
  const times = new Map<string, number>();
  for (const { label } of choices) times.set(label, (times.get(label) ?? 0) + 1);
  return choices.map(({ code, label }) => (times.get(label) === 1 ? label : `${label} (${code})`));
}

function missing(all: SnippetVariables): string {
  const codes = all.missingCodes.map(({ code }) => quote(code)).join(', ');
  const exempt = neverMissing(all).map((name) => `    ${quote(name)}`);
  return `% The project's missing-data codes become missing values: NaN, NaT or <undefined>.
missing_codes = {${codes}};
never_missing = {
${exempt.join('\n')}
};
`;
}

function formatOf({ kind, choices }: SnippetVariable, factors: boolean): string {
  if (factors && choices.length > 0) return 'category';
  switch (kind.kind) {
    case 'integer':
    case 'tick':
    case 'complete':
      return 'number';
    case 'choice':
      return kind.codesAreNumbers ? 'number' : 'text';
    case 'number':
      return kind.decimal === ',' ? 'comma number' : 'number';
    case 'date':
      return 'yyyy-MM-dd';
    case 'datetime':
      return kind.seconds ? 'yyyy-MM-dd HH:mm:ss' : 'yyyy-MM-dd HH:mm';
    case 'time':
      return kind.seconds ? 'hh:mm:ss' : 'hh:mm';
    default:
      return 'text';
  }
}

/** The function that `matlabTypes` calls. */
export const matlabTyped = `
function values = typed(text, kind, codes, labels)
    % A column that holds anything else stays text.
    values = text;
    given = text(~ismissing(text));
    switch kind
        case 'text'
        case 'category'
            if all(ismember(given, codes))
                values = categorical(text, codes, labels);
            end
        case {'number', 'comma number'}
            if strcmp(kind, 'comma number')
                text = replace(text, ',', '.');
                given = replace(given, ',', '.');
            end
            found = regexp(cellstr(given), '^[+-]?(\\d+\\.?\\d*|\\.\\d+)$', 'once');
            if ~any(cellfun(@isempty, found))
                values = str2double(text);
            end
        otherwise
            try
                if startsWith(kind, 'hh')
                    values = duration(nan(numel(text), 3));
                    values(~ismissing(text)) = duration(given, 'InputFormat', kind);
                else
                    values = NaT(numel(text), 1);
                    values(~ismissing(text)) = datetime(given, 'InputFormat', kind);
                end
                if any(ismissing(values(~ismissing(text))))
                    values = text; % one of them could not be read
                end
            catch
                values = text;
            end
    end
end
`;
