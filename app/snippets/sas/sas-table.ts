import type { AnswerShape } from '#app/snippets/answer-shape.ts';
import { withinBytes } from '#app/snippets/plain-label.ts';
import type { SnippetVariables } from '#app/snippets/variables.ts';
import { sasFormats, type SasFormats } from './sas-formats.ts';
import { sasName } from './sas-names.ts';
import { quoteSas, quoteSasLabel as quote } from './sas-quote.ts';

/** What a label may have. */
const LABEL_BYTES = 256;

type TableShape = Exclude<AnswerShape, { kind: 'text' }>;

/** Makes the data set `work.redcap` of the fileref `answer`. */
export function sasTable(shape: TableShape, variables: SnippetVariables | null): string {
  if (shape.kind === 'json') return sasImport(shape, variables, 'answer');
  return `${sasLines('rows')}

${sasImport(shape, variables, 'rows')}`;
}

/** Copies the CSV of the fileref `answer` to this one, in which each line is a row. */
export function sasLines(fileref: 'rows' | 'names'): string {
  return `/* Cells may hold line feeds, which SAS would take for the ends of rows: they become blanks. Rows end alike
   on every system. */
filename ${fileref} temp termstr=lf;
data _null_;
  infile answer recfm=n;
  file ${fileref} recfm=n;
  retain quoted 0;
  input byte $char1.;
  if byte = '"' then quoted = not quoted;
  if _n_ < 4 and byte in ('EF'x, 'BB'x, 'BF'x) then delete; /* a byte-order mark */
  if quoted and byte in ('0A'x, '0D'x) then byte = ' ';
  if byte = '0D'x then delete;
  put byte $char1.;
run;`;
}

/** Shows an answer that is no table. */
export const sasLog = `data _null_;
  infile answer lrecl=32767 truncover;
  input line $char32767.;
  putlog line;
run;`;

/** Makes the data set `work.redcap` of this fileref: one JSON text, or CSV in which each line is a row. */
export function sasImport(
  shape: TableShape,
  variables: SnippetVariables | null,
  fileref: 'answer' | 'rows',
): string {
  if (shape.kind === 'json') {
    return `${variables === null ? '' : '/* For types, labels and formats choose CSV as the format of the request. */\n'}libname answers json fileref=${fileref};
%if %sysfunc(exist(answers.root)) %then %do;
  data redcap;
    set answers.root;
    drop ordinal_root;
  run;
%end;
%else %do;
  %put NOTE: The answer holds no rows.;
%end;
libname answers clear;`;
  }
  const delimiter = quoteSas(shape.delimiter);
  if (variables === null) {
    return `/* Without the project's dictionary the types are guessed: 007 becomes 7. */
options validvarname=v7;
proc import datafile=rows out=redcap dbms=dlm replace;
  delimiter=${delimiter};
  guessingrows=max;
run;`;
  }
  const formats = sasFormats(variables);
  return `${formats.text}

${dictionary(variables, formats)}

${reading(delimiter, formats)}
/* The data set is work.redcap, its formats are in work.formats. Both end with the session: to keep them, copy the data
   set to a library of yours, and name that library in the LIBRARY= option of PROC FORMAT and in FMTSEARCH=. */`;
}

function dictionary({ variables, capped }: SnippetVariables, { readings }: SasFormats): string {
  const rows = variables.map((variable, index) => {
    const { informat = '', format = '' } = readings[index] ?? {};
    return `  name = ${quoteSas(variable.name)}; sas_name = ${quoteSas(sasName(variable, index))}; informat = '${informat}'; format = '${format}'; label = ${quote(withinBytes(variable.label, LABEL_BYTES))}; output;`;
  });
  return `/* From the data dictionary: how the values are read and shown, and the label. */
${capped ? `/* Only the first ${variables.length} variables: the others stay text and have no labels. */\n` : ''}data redcap_dictionary;
  length name $ 200 sas_name $ 32 informat $ 40 format $ 40 label $ 256;
${rows.join('\n')}
run;`;
}

/** Reads the header, then every cell once to see what fits, then the rows with the types found. */
function reading(delimiter: string, { readings }: SasFormats): string {
  const informats = [...new Set(readings.map(({ informat }) => informat).filter((name) => name !== ''))];
  const whens = informats
    .map((name) => `        when ('${name}') value = input(cell, ?? ${name});`)
    .join('\n');
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
    d.informat
  from redcap_columns as c left join redcap_dictionary as d on c.name = d.name
  order by c.column;
  select count(*) into :redcap_columns trimmed from redcap_plan;
quit;

/* How wide each column is, and whether its values are of their kind: a column that holds anything else
   stays text. */
data redcap_found(keep=column width fits);
  array informats[%sysfunc(max(1, &redcap_columns))] $ 40 _temporary_;
  array widths[%sysfunc(max(1, &redcap_columns))] _temporary_;
  array misfits[%sysfunc(max(1, &redcap_columns))] _temporary_;
  length cell $ 32767;
  do until (planned);
    set redcap_plan end=planned;
    informats[column] = informat;
  end;
  do while (not last);
    ${infile} firstobs=2 end=last;
    do column = 1 to &redcap_columns;
      input cell @;
      widths[column] = max(widths[column], length(cell));
      select (informats[column]);
${whens}
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
  file program lrecl=2000;
  length quoted $ 600;
  if _n_ = 1 then put "data redcap; ${infile} firstobs=2;";
  if &redcap_columns = 0 then do;
    put 'stop; run;';
    putlog 'NOTE: The answer holds no rows.';
  end;
  merge redcap_plan redcap_found end=last;
  by column;
  if width = . then do; /* there are no rows */
    width = 1;
    fits = 1;
  end;
  if informat = ' ' or not fits then do;
    if informat ne ' ' then format = ' ';
    put 'attrib ' sas_name 'length=$' width @;
  end;
  else put 'attrib ' sas_name 'length=8 informat=' informat @;
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
