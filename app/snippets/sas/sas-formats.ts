import type { OutlineChoice } from '#app/project/outline.ts';
import { withinBytes } from '#app/snippets/plain-label.ts';
import { missingCodesIn, type SnippetVariable, type SnippetVariables } from '#app/snippets/variables.ts';
import { formatName } from './sas-names.ts';
import { quoteSasLabel as quote } from './sas-quote.ts';

/** The label of a value may have 32,767 bytes. */
const VALUE_LABEL_BYTES = 2000;
/** SAS warns of a literal of more than 262 bytes, unless it is told not to. */
const LONG_LITERAL = 262;

/** How the cells of a variable are read, and the format that shows its values; both '' for plain text. */
export interface SasReading {
  /** e.g. `yymmdd10.`, or an informat of the program that also knows the missing-data codes. */
  readonly informat: string;
  readonly format: string;
}

/** An informat of the program: the missing-data codes, and what reads the rest. */
interface MissingInformat {
  readonly name: string;
  readonly codes: readonly OutlineChoice[];
  readonly rest: string;
}

export interface SasFormats {
  /** By variable, in the order of the dictionary. */
  readonly readings: readonly SasReading[];
  /** PROC FORMAT with all that the readings name; '' when they name none of it. */
  readonly text: string;
}

/**
 * What reads and shows the variables, and the labels of their codes. Dates and plain numbers keep SAS's own formats,
 * by which other procedures know them, so that a special missing value shows there as its letter.
 */
export function sasFormats(all: SnippetVariables): SasFormats {
  const informats = new Map<string, MissingInformat>();
  const values = new Map<string, string>();
  const readings = all.variables.map((variable, index): SasReading => {
    const codes = missingCodesIn(variable, all);
    const plain = plainReading(variable);
    const informat =
      plain.informat === '' || codes.length === 0
        ? plain.informat
        : `${missingInformat(plain.informat, codes, informats)}.`;
    if (variable.choices.length === 0) return { informat, format: plain.format };
    const name = formatName(variable, index);
    values.set(name, value(name, variable, codes, all));
    return { informat, format: `${name}.` };
  });
  const blocks = [...[...informats.values()].map((each) => invalue(each, all)), ...values.values()];
  return { readings, text: blocks.length === 0 ? '' : procFormat(blocks) };
}

function procFormat(blocks: readonly string[]): string {
  const text = `proc format;\n${blocks.join('\n')}\nrun;`;
  const long = text.split('\n').some((line) => withinBytes(line, LONG_LITERAL) !== line);
  const missing = blocks.some((block) => block.startsWith('  invalue'));
  return `/* From the data dictionary: the labels of codes.${missing ? ' Missing-data codes become special missing values, .A to .Z.' : ''} */
${long ? `options noquotelenmax;\n${text}\noptions quotelenmax;` : text}`;
}

/** The informats and formats that SAS brings along. */
function plainReading({ kind }: SnippetVariable): SasReading {
  switch (kind.kind) {
    case 'integer':
    case 'tick':
    case 'complete':
      return { informat: 'best32.', format: '' };
    case 'choice':
      return { informat: kind.codesAreNumbers ? 'best32.' : '', format: '' };
    case 'number':
      return { informat: kind.decimal === ',' ? 'numx32.' : 'best32.', format: '' };
    case 'date':
      return { informat: 'yymmdd10.', format: 'yymmdd10.' };
    case 'datetime':
      return { informat: 'anydtdtm32.', format: kind.seconds ? 'e8601dt19.' : 'e8601dt16.' };
    case 'time':
      return { informat: 'time8.', format: kind.seconds ? 'time8.' : 'time5.' };
    default:
      return { informat: '', format: '' };
  }
}

/** The name of the informat, which is made if none reads the same. */
function missingInformat(
  rest: string,
  codes: readonly OutlineChoice[],
  known: Map<string, MissingInformat>,
): string {
  const key = [rest, ...codes.map(({ code }) => code)].join('\n');
  const found = known.get(key) ?? { name: `redcap_missing_${known.size + 1}_`, codes, rest };
  known.set(key, found);
  return found.name;
}

/** A special missing value for each code, the same in every variable; SAS has 27. */
function specialOf(code: string, { missingCodes }: SnippetVariables): string {
  const index = missingCodes.findIndex((each) => each.code === code);
  return `.${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(index) || '_'}`;
}

function invalue({ name, codes, rest }: MissingInformat, all: SnippetVariables): string {
  const rows = codes.map(
    ({ code, label }) =>
      `    ${quoteCode(code)} = ${specialOf(code, all)} /* ${withinBytes(label, LONG_LITERAL).replaceAll('*/', '* /')} */`,
  );
  return `  invalue ${name} (default=32)\n${rows.join('\n')}\n    other = [${rest}];`;
}

/** The labels of a variable's own codes, and of the missing-data codes that can stand in it. */
function value(
  name: string,
  { choices }: SnippetVariable,
  codes: readonly OutlineChoice[],
  all: SnippetVariables,
): string {
  const asText = name.startsWith('$');
  const rows = new Map<string, string>();
  for (const { code, label } of choices) rows.set(asText ? quoteCode(code) : code, label);
  for (const { code, label } of codes) {
    const special = asText ? quoteCode(code) : specialOf(code, all);
    if (!rows.has(special)) rows.set(special, special === '._' ? 'Missing' : label);
  }
  return `  value ${name}\n${[...rows].map(([code, label]) => row(code, label)).join('\n')};`;
}

function row(code: string, label: string): string {
  return `    ${code} = ${quote(withinBytes(label, VALUE_LABEL_BYTES))}`;
}

/** A code can hold characters of any language, but nothing SAS would show wrongly. */
function quoteCode(code: string): string {
  return quote(code.replaceAll(/\p{C}/gu, ''));
}
