/** A function of REDCap logic. */
export interface LogicFunction {
  readonly name: string;
  /** Its inputs in words; those in square brackets may be left out. */
  readonly inputs: string;
  readonly least: number;
  /** Infinity where any number may follow. */
  readonly most: number;
  readonly help: string;
  /** Seen in use, but in no published list of functions: a server may not know it. All others are in one [S2]. */
  readonly unlisted?: true;
}

const many = Infinity;

export const logicFunctions: readonly LogicFunction[] = [
  {
    name: 'if',
    inputs: 'condition, value if true, value if false',
    least: 3,
    most: 3,
    help: 'One of two values',
  },
  {
    name: 'datediff',
    inputs: 'date1, date2, "units", [signed]',
    least: 3,
    // Older logic names the date format before the last input.
    most: 5,
    help: 'Time between two dates; units y, M, d, h, m, s; either date may be "today" or "now"',
  },
  {
    name: 'age_at_date',
    inputs: 'date of birth, date, [decimals wanted]',
    least: 2,
    most: 3,
    help: 'Age in years on a date, which may be "today"',
  },
  { name: 'dayoftheweek', inputs: 'date', least: 1, most: 1, help: 'Day of the week; 1 is Monday, 7 Sunday' },
  {
    name: 'random',
    inputs: 'smallest, largest',
    least: 2,
    most: 2,
    help: 'A number by chance, another one each time; from REDCap 17.0.3 on',
  },
  {
    name: 'isblankormissingcode',
    inputs: 'field',
    least: 1,
    most: 1,
    help: 'True if blank or a missing data code',
  },
  {
    name: 'isblanknotmissingcode',
    inputs: 'field',
    least: 1,
    most: 1,
    help: 'True if blank, without a missing data code',
  },
  { name: 'ismissingcode', inputs: 'field', least: 1, most: 1, help: 'True if it holds a missing data code' },
  {
    name: 'hasmissingcode',
    inputs: 'field, "codes"',
    least: 1,
    most: many,
    help: 'True if it holds one of these missing data codes, which stand in one text with commas between them',
  },
  { name: 'isnumber', inputs: 'value', least: 1, most: 1, help: 'True if it is a number' },
  { name: 'isinteger', inputs: 'value', least: 1, most: 1, help: 'True if it is a whole number' },
  { name: 'contains', inputs: 'text, "part"', least: 2, most: 2, help: 'True if the text has this part' },
  {
    name: 'not_contain',
    inputs: 'text, "part"',
    least: 2,
    most: 2,
    help: 'True if the text lacks this part',
  },
  { name: 'starts_with', inputs: 'text, "part"', least: 2, most: 2, help: 'True if the text begins so' },
  { name: 'ends_with', inputs: 'text, "part"', least: 2, most: 2, help: 'True if the text ends so' },
  { name: 'round', inputs: 'number, [decimals]', least: 1, most: 2, help: 'Rounded' },
  { name: 'roundup', inputs: 'number, [decimals]', least: 1, most: 2, help: 'Rounded up' },
  { name: 'rounddown', inputs: 'number, [decimals]', least: 1, most: 2, help: 'Rounded down' },
  { name: 'sqrt', inputs: 'number', least: 1, most: 1, help: 'Square root' },
  { name: 'abs', inputs: 'number', least: 1, most: 1, help: 'Without its sign' },
  { name: 'min', inputs: 'number, …', least: 1, most: many, help: 'The smallest; blanks do not count' },
  { name: 'max', inputs: 'number, …', least: 1, most: many, help: 'The largest; blanks do not count' },
  { name: 'mean', inputs: 'number, …', least: 1, most: many, help: 'The mean; blanks do not count' },
  { name: 'median', inputs: 'number, …', least: 1, most: many, help: 'The median; blanks do not count' },
  { name: 'sum', inputs: 'number, …', least: 1, most: many, help: 'The sum; blanks do not count' },
  {
    name: 'stdev',
    inputs: 'number, …',
    least: 1,
    most: many,
    help: 'The standard deviation; blanks do not count',
  },
  { name: 'log', inputs: 'number, [base]', least: 1, most: 2, help: 'Logarithm; natural without a base' },
  { name: 'exponential', inputs: 'number', least: 1, most: 1, help: 'e to this power' },
  { name: 'mod', inputs: 'number, divisor', least: 2, most: 2, help: 'What a division leaves over' },
  {
    name: 'nonblanks',
    inputs: 'field, …',
    least: 1,
    most: many,
    help: 'How many of them hold a value',
    unlisted: true,
  },
  { name: 'year', inputs: 'date', least: 1, most: 1, help: 'Year of a date' },
  { name: 'month', inputs: 'date', least: 1, most: 1, help: 'Month of a date' },
  { name: 'day', inputs: 'date', least: 1, most: 1, help: 'Day of a date' },
  { name: 'hour', inputs: 'time', least: 1, most: 1, help: 'Hour of a time', unlisted: true },
  { name: 'minute', inputs: 'time', least: 1, most: 1, help: 'Minute of a time', unlisted: true },
  { name: 'second', inputs: 'time', least: 1, most: 1, help: 'Second of a time', unlisted: true },
  { name: 'left', inputs: 'text, count', least: 2, most: 2, help: 'The first characters' },
  { name: 'right', inputs: 'text, count', least: 2, most: 2, help: 'The last characters' },
  { name: 'mid', inputs: 'text, start, count', least: 3, most: 3, help: 'Characters from the middle' },
  { name: 'length', inputs: 'text', least: 1, most: 1, help: 'How many characters' },
  {
    name: 'find',
    inputs: '"part", text',
    least: 2,
    most: 2,
    help: 'Where the part stands in the text; 0 if nowhere',
  },
  {
    name: 'replace_text',
    inputs: 'text, "part", "instead"',
    least: 3,
    most: 3,
    help: 'The text with a part replaced',
  },
  { name: 'trim', inputs: 'text', least: 1, most: 1, help: 'Without spaces at both ends' },
  { name: 'upper', inputs: 'text', least: 1, most: 1, help: 'In capitals' },
  { name: 'lower', inputs: 'text', least: 1, most: 1, help: 'In small letters' },
  { name: 'concat', inputs: 'text, …', least: 1, most: many, help: 'Texts put together' },
  {
    name: 'concat_ws',
    inputs: '"separator", text, …',
    least: 2,
    most: many,
    help: 'Texts put together with a separator',
  },
];

const byName: ReadonlyMap<string, LogicFunction> = new Map(logicFunctions.map((each) => [each.name, each]));

/** The function of that name in any case, or undefined. */
export function findLogicFunction(name: string): LogicFunction | undefined {
  return byName.get(name.toLowerCase());
}

export const logicFunctionNames: readonly string[] = [...byName.keys()];
