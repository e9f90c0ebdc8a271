import { describe, expect, test } from 'vitest';
import { evaluate } from '#main/practice/logic/evaluate.ts';
import { logicFunctions } from '#app/project/logic/functions.ts';
import { smartVariableNames } from '#app/project/logic/smart-variables.ts';
import { isKnownSmartVariable } from '#main/practice/model/smart-variables.ts';
import { isLogicFunction } from '#main/practice/logic/functions.ts';
import { parseLogic } from '#main/practice/logic/parse.ts';
import type { Reference } from '#main/practice/logic/parse.ts';
import { LogicError } from '#main/practice/logic/tokens.ts';
import type { Value } from '#main/practice/logic/values.ts';

const VALUES: Readonly<Record<string, string>> = {
  age: '30',
  sex: '1',
  name: "O'Hara",
  empty: '',
  weight: '80.5',
  visit: '2025-03-01',
  'race(2)': '1',
  'race(3)': '0',
  'baseline_arm_1/age': '20',
  'dose#2': '7',
  'baseline_arm_1/dose#3': '9',
};
const FIELDS = new Set(['age', 'sex', 'name', 'empty', 'weight', 'visit', 'race', 'dose']);

function valueOf({ event, field, code, instance }: Reference): string {
  const key = `${event === undefined ? '' : `${event}/`}${field}${code === undefined ? '' : `(${code})`}`;
  return VALUES[`${key}${instance === undefined ? '' : `#${instance}`}`] ?? '';
}

function compute(text: string): Value {
  const logic = parseLogic(text, {
    isEvent: (name) => name === 'baseline_arm_1',
    isField: (name) => FIELDS.has(name),
    isFunction: isLogicFunction,
  });
  return evaluate(logic, { valueOf, now: '2026-05-01 12:30:00' });
}

describe('REDCap logic', () => {
  test.each<[string, Value]>([
    ['[age] = 30', true],
    ['[age] = "30"', true],
    ["[age] = '30.0'", true],
    ['[age] <> 30', false],
    ['[age] != 31', true],
    ['[age] < 9', false],
    ['[age] >= 30 and [sex] = "1"', true],
    ['[age] > 30 or [sex] = "1"', true],
    ['[age] > 30 OR [sex] = "2" AND 1 = 1', false],
    ['([age] > 30 or [sex] = "1") and [sex] = "2"', false],
    ['not [age] > 30', false],
    ['not ([age] > 30)', true],
    ['!([sex] = "2") && 1 = 1 || 1 = 2', true],
    ['[name] = "O\'Hara"', true],
    ['[empty] = ""', true],
    ['[empty] <> ""', false],
    ['[empty] < 5', false],
    ['[empty] > 5', false],
    ['[race(2)] = "1"', true],
    ['[race(3)] = "1"', false],
    ['[baseline_arm_1][age] = 20', true],
    ['[dose][2] = 7', true],
    ['[baseline_arm_1][dose][3] + 1', 10],
    ['[visit] > "2025-02-28"', true],
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['-[age] + 1', -29],
    ['7 / 2', 3.5],
    ['1 / 0', ''],
    ['[empty] + 1', ''],
    ['[age] / 10 > 2.9', true],
    ['if([age] > 18, "adult", "child")', 'adult'],
    ['if([empty] = "", 1, 2) + 1', 2],
    ['round(2.345, 2)', 2.35],
    ['round(-2.5)', -3],
    ['round(1.005, 2)', 1.01],
    ['rounddown(2.99)', 2],
    ['roundup(2.01)', 3],
    ['sum([age], [weight], [empty], 1)', 111.5],
    ['sum([empty], [empty])', ''],
    ['mean(2, 4)', 3],
    ['median(1, 9, 5)', 5],
    ['median(1, 9)', 5],
    ['min(3, 1, 2)', 1],
    ['max(3, "", 2)', 3],
    ['abs(-4)', 4],
    ['sqrt(16)', 4],
    ['mod(7, 4)', 3],
    ['5 % 3', 2],
    ['stdev(2, 4)', Math.SQRT2],
    ['stdev(2)', ''],
    ['exponential(0)', 1],
    ['round(log(100, 10), 9)', 2],
    ['log(1)', 0],
    ['log(0)', ''],
    ['"10" > "9"', true],
    ['"b" > "a"', true],
    ["[weight] = '80,5'", true],
    ['[age] = "thirty"', false],
    ['[empty] = 0', false],
    ['not [empty]', true],
    ['[sex] = 1 and not [race(3)] = 1 and [race(2)]', true],
    ['lower([name])', "o'hara"],
    ['find("A", [name])', 4],
    ['find("x", [name])', 0],
    ['concat_ws("-", [age], [empty], "x")', '30-x'],
    ['min([empty], "")', ''],
    ['if([age] > 18, if([sex] = "1", "man", "woman"), "child")', 'man'],
    ['datediff("2026-01-01", "2026-01-31 10:33:36", "M")', 1],
    ['datediff("2026-01-01", "2026-01-02", "fortnights")', ''],
    ['contains([name], "hara")', true],
    ['not_contain([name], "x")', true],
    ['starts_with([name], "o")', true],
    ['ends_with([name], "RA")', true],
    ['length([name])', 6],
    ['left([name], 2)', "O'"],
    ['right([name], 2)', 'ra'],
    ['mid([name], 3, 2)', 'Ha'],
    ['concat([name], "-", [age])', "O'Hara-30"],
    ['upper(trim("  x "))', 'X'],
    ['isblankormissingcode([empty])', true],
    ['isblanknotmissingcode([age])', false],
    ['ismissingcode([empty]) or hasmissingcode([age], [sex])', false],
    ['isnumber("1.5") and isinteger("3")', true],
    ['year([visit]) + month([visit]) + day([visit])', 2029],
    ['right([name], 0)', ''],
    ['right([name], 99)', "O'Hara"],
    ['replace_text([name], "a", "$&")', "O'H$&r$&"],
    ['replace_text([name], "", "x")', "O'Hara"],
    ['nonblanks([age], [empty], [name])', 2],
    ['hour("2025-03-01 08:30:15") + minute("08:30") + second("2025-03-01 08:30:15")', 53],
    ['second("08:30")', ''],
    ['hour([visit])', ''],
    ['dayoftheweek([visit])', 6],
    ['dayoftheweek("2025-03-02")', 7],
    ['dayoftheweek("today")', 5],
    ['dayoftheweek([empty])', ''],
    ['age_at_date("2000-05-02", "today")', 25],
    ['age_at_date("2000-05-01", "now")', 26],
    ['rounddown(age_at_date("2000-05-01", "2025-11-01", true), 1)', 25.5],
    ['age_at_date([empty], "today")', ''],
    ['random(3, 3)', 3],
    ['random(1, 6) >= 1 and random(1, 6) <= 6', true],
    ['random(6, 1)', ''],
    ['datediff([visit], "2025-03-11", "d")', 10],
    ['datediff("2025-03-11", [visit], "d")', 10],
    ['datediff("2025-03-11", [visit], "d", "ymd", "true")', -10],
    ['datediff("2025-03-11", [visit], "d", "ymd", true)', -10],
    ['datediff("2025-03-11", [visit], "d", "ymd", FALSE)', 10],
    ['rounddown(datediff("2000-05-02", "today", "y"))', 25],
    ['datediff("2026-05-01 12:00", "now", "m")', 30],
    ['datediff([empty], "today", "d")', ''],
    ['[age] = 30 // a remark\n and 1 = 1', true],
  ])('%s is %j', (text, expected) => {
    expect(compute(text)).toEqual(expected);
  });

  test('has every function and, but for surveys and randomization, every smart variable that the editor offers', () => {
    expect(logicFunctions.map(({ name }) => name).filter((name) => !isLogicFunction(name))).toEqual([]);
    const unknown = smartVariableNames.filter((name) => !isKnownSmartVariable(name));
    expect(unknown.filter((name) => !/^(?:survey|rand|is|redcap)-/.test(name))).toEqual([]);
  });

  test.each([
    ['', 'A value is missing at the end of the expression.'],
    ['[age] >', 'A value is missing at the end of the expression.'],
    ['[age] > > 3', 'A value is missing at position 9.'],
    ['([age] > 3', 'A closing parenthesis is missing at the end of the expression.'],
    ['[age] 3', 'The expression does not continue properly at position 7.'],
    ['[nope] = 1', 'The field "nope" does not exist in the project.'],
    ['[other_arm_1][age] = 1', '"[other_arm_1][age]" is not a proper field reference.'],
    ['[age = 1', 'The character "[" at position 1 was not expected.'],
    ['age = 1', '"age" is no function of REDCap logic at position 1.'],
    ['shell("x")', '"shell" is no function of REDCap logic at position 1.'],
    ['constructor(1)', '"constructor" is no function of REDCap logic at position 1.'],
    ['round(1', 'A closing parenthesis is missing at the end of the expression.'],
    ['[age] = "open', 'The character """ at position 9 was not expected.'],
    [`${'('.repeat(5000)}1`, 'The expression is too long.'],
    [`"${'a'.repeat(100_000)}"`, 'The expression is too long.'],
    [`${'('.repeat(500)}1`, 'The expression is nested too deeply.'],
    [`1${' and 1'.repeat(5000)}`, 'The expression is too long.'],
  ])('%.40j is refused with its place', (text, message) => {
    expect(() => compute(text)).toThrow(LogicError);
    expect(() => compute(text)).toThrow(message);
  });
});
