import type { AnswerShape } from '#app/snippets/answer-shape.ts';
import { withinBytes } from '#app/snippets/plain-label.ts';
import type { SnippetVariable, SnippetVariables } from '#app/snippets/variables.ts';
import { formatName, sasName } from './sas-names.ts';
import { quoteSas, quoteSasLabel as quote } from './sas-quote.ts';

/** A label may have 256 bytes, that of a value 32,767. */
const LABEL_BYTES = 256;
const VALUE_LABEL_BYTES = 2000;

/** Makes the data set `work.redcap` of the fileref `answer`. */
export function sasTable(
  shape: Exclude<AnswerShape, { kind: 'text' }>,
  variables: SnippetVariables | null,
): string {
  if (shape.kind === 'json') {
    return `${variables === null ? '' : '/* For types, labels and formats choose CSV as the format of the request. */\n'}libname answers json fileref=answer;
data redcap;
  set answers.root;
  drop ordinal_root;
run;
libname answers clear;`;
  }
  const delimiter = quoteSas(shape.delimiter);
  const lines = `/* Cells may hold line feeds, which SAS would take for the ends of rows: they become blanks. Rows end alike
   on every system. */
filename rows temp termstr=lf;
data _null_;
  infile answer recfm=n;
  file rows recfm=n;
  retain quoted 0;
  input byte $char1.;
  if byte = '"' then quoted = not quoted;
  if quoted and byte in ('0A'x, '0D'x) then byte = ' ';
  if byte = '0D'x then delete;
  put byte $char1.;
run;
`;
  return variables === null
    ? `${lines}
options validvarname=v7;
proc import datafile=rows out=redcap dbms=dlm replace;
  delimiter=${delimiter};
  guessingrows=max;
run;`
    : `${lines}
${formats(variables)}

${dictionary(variables)}

${reading(delimiter)}`;
}

function formats({ variables }: SnippetVariables): string {
  const seen = new Set<string>();
  const values = variables.flatMap((variable, index) => {
    const name = formatName(variable, index);
    if (variable.choices.length === 0 || seen.has(name)) return [];
    seen.add(name);
    const isText = name.startsWith('$');
    const rows = variable.choices.map(
      ({ code, label }) =>
        `    ${isText ? quoteCode(code) : code} = ${quote(withinBytes(label, VALUE_LABEL_BYTES))}`,
    );
    return [`  value ${name}\n${rows.join('\n')};`];
  });
  if (values.length === 0) return '';
  return `/* From the data dictionary: the labels of codes. */\nproc format;\n${values.join('\n')}\nrun;`;
}

/** A code can hold characters of any language, but nothing SAS would show wrongly. */
function quoteCode(code: string): string {
  return quote(code.replaceAll(/\p{C}/gu, ''));
}

function dictionary({ variables, capped }: SnippetVariables): string {
  const rows = variables.map((variable, index) => {
    const { kind, format } = reader(variable, index);
    return `  name = ${quoteSas(variable.name)}; sas_name = ${quoteSas(sasName(variable, index))}; kind = '${kind}'; format = '${format}'; label = ${quote(withinBytes(variable.label, LABEL_BYTES))}; output;`;
  });
  return `/* From the data dictionary: what the values are, and the label. */
${capped ? `/* Only the first ${variables.length} variables: the others stay text and have no labels. */\n` : ''}data redcap_dictionary;
  length name $ 100 sas_name $ 32 kind $ 8 format $ 40 label $ 256;
${rows.join('\n')}
run;`;
}

/** The kind of reading, and the format that shows the values. */
function reader(
  variable: SnippetVariable,
  index: number,
): { readonly kind: string; readonly format: string } {
  const { kind, choices } = variable;
  const coded = choices.length > 0 ? `${formatName(variable, index)}.` : '';
  switch (kind.kind) {
    case 'integer':
    case 'tick':
    case 'complete':
      return { kind: 'number', format: coded };
    case 'choice':
      return { kind: kind.codesAreNumbers ? 'number' : 'text', format: coded };
    case 'number':
      return { kind: kind.decimal === ',' ? 'comma' : 'number', format: '' };
    case 'date':
      return { kind: 'date', format: 'yymmdd10.' };
    case 'datetime':
      return { kind: 'datetime', format: kind.seconds ? 'e8601dt19.' : 'e8601dt16.' };
    case 'time':
      return { kind: 'time', format: kind.seconds ? 'time8.' : 'time5.' };
    default:
      return { kind: 'text', format: '' };
  }
}

/** Reads the header, then every cell once to see what fits, then the rows with the types found. */
function reading(delimiter: string): string {
  const infile = `infile rows dsd dlm=${delimiter} lrecl=10000000 truncover`;
  return `/* The columns of the answer, in its order; a name that is too long is cut and numbered. */
data redcap_columns;
  infile rows dsd dlm=${delimiter} lrecl=10000000 obs=1;
  length name $ 200;
  input name @@;
  column + 1;
run;
proc sql noprint;
  create table redcap_plan as
  select c.column, d.format, d.label,
    coalescec(d.sas_name, ifc(length(c.name) > 32, cats(substr(c.name, 1, 26), '_c', put(c.column, z4.)), c.name)) as sas_name length=32,
    coalescec(d.kind, 'text') as kind length=8
  from redcap_columns as c left join redcap_dictionary as d on c.name = d.name
  order by c.column;
  select count(*) into :redcap_columns trimmed from redcap_plan;
quit;

/* How wide each column is, and whether its values are of their kind: a column that holds anything else,
   such as a missing-data code, stays text. */
data redcap_found(keep=column width fits);
  array kinds[&redcap_columns] $ 8 _temporary_;
  array widths[&redcap_columns] _temporary_;
  array misfits[&redcap_columns] _temporary_;
  length cell $ 32767;
  do until (planned);
    set redcap_plan end=planned;
    kinds[column] = kind;
  end;
  do while (not last);
    ${infile} firstobs=2 end=last;
    do column = 1 to &redcap_columns;
      input cell @;
      widths[column] = max(widths[column], length(cell));
      select (kinds[column]);
        when ('number') value = input(cell, ?? 32.);
        when ('comma') value = input(translate(cell, '.', ','), ?? 32.);
        when ('date') value = input(cell, ?? yymmdd10.);
        when ('datetime') value = input(cell, ?? anydtdtm32.);
        when ('time') value = input(cell, ?? time8.);
        otherwise value = 0;
      end;
      if cell ne ' ' and value = . then misfits[column] = 1;
    end;
    input;
  end;
  do column = 1 to &redcap_columns;
    width = max(widths[column], 1);
    fits = misfits[column] ne 1;
    output;
  end;
  stop;
run;

/* The step that reads the rows, written by the columns found. */
filename program temp;
data _null_;
  merge redcap_plan redcap_found end=last;
  by column;
  file program lrecl=2000;
  length informat $ 20 quoted $ 600;
  if _n_ = 1 then put "data redcap; ${infile} firstobs=2;";
  if width = . then do; /* there are no rows */
    width = 1;
    fits = 1;
  end;
  if not fits or kind = 'text' then do;
    if not fits then format = ' ';
    put 'attrib ' sas_name 'length=$' width @;
  end;
  else do;
    select (kind);
      when ('comma') informat = 'numx32.';
      when ('date') informat = 'yymmdd10.';
      when ('datetime') informat = 'anydtdtm32.';
      when ('time') informat = 'time8.';
      otherwise informat = '32.';
    end;
    put 'attrib ' sas_name 'length=8 informat=' informat @;
  end;
  if format ne ' ' then put 'format=' format @;
  if label ne ' ' then do;
    quoted = quote(trim(label), "'");
    put 'label=' quoted @;
  end;
  put '; input ' sas_name '@;';
  if last then put 'run;';
run;
%include program;`;
}
