import { describe, expect, it } from 'vitest';
import { checkLogic, MOST_PROBLEMS } from '#app/project/logic/check.ts';
import { parseLogic } from '#app/project/logic/parse.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import { classic, field, longitudinal } from './outlines.ts';

const check = (text: string, outline: ProjectOutline | null = classic) =>
  checkLogic(parseLogic(text), outline);

describe('checkLogic', () => {
  it.each([
    '',
    '[age] > 64 AND ([sex] = "2" or [sex] = \'1\')',
    '[smoke(1)] = "1" and [smoke(p)] = 0',
    '[smoke:checked] <> ""',
    '[sex:label] = "Male"',
    '[sex] = "" or [sex] = "02"',
    '[dob] > "2000-01-31" and datediff([dob], "today", "y", true) > 18',
    '[enrolment_complete] = "2"',
    '[record-name] <> "1" and [user-dag-name] = [record-dag-name]',
    'if([age] > 1, 1, 0) = 1',
    'sum([age], 1, 2, 3) > mean(1)',
    '([age] > 3) = (1 = 1)',
  ])('finds nothing wrong in %s', (text) => {
    expect(check(text)).toEqual([]);
  });

  it.each([
    ['[agee] > 5', 1, 5, /no field “agee”. Did you mean \[age\]\?/, 'age'],
    ['[AGE] > 5', 1, 4, /Did you mean \[age\]/, 'age'],
    ['[entirely_else] > 5', 1, 14, /Ctrl\+Space/, undefined],
    ['age > 5', 0, 3, /is a field: write it in brackets/, '[age]'],
    ['[sex] = Male', 8, 12, /Text stands in quotes/, '"Male"'],
    ['[dob] > 2020-01-31', 8, 18, /Dates stand in quotes/, '"2020-01-31"'],
    ['[sex] = "3"', 8, 11, /no choice “3”. Its codes: 1 \(Female\), 2 \(Male\)\./, undefined],
    ['"3" = [sex]', 0, 3, /no choice “3”/, undefined],
    ['[sex] <> "male"', 9, 15, /codes, not labels/, '"2"'],
    ['[sex] = 7', 8, 9, /no choice “7”/, undefined],
    [
      '[smoke] = "1"',
      1,
      6,
      /checkbox field: name one of its boxes by its code, as in \[smoke\(1\)\]/,
      undefined,
    ],
    ['[smoke(9)] = "1"', 1, 9, /no choice “9”. Its codes: 1 \(Cigarettes\), p \(Pipe\)/, undefined],
    ['[smoke(Pipe)] = "1"', 1, 12, /no choice “Pipe”/, 'smoke(p)'],
    ['[smoke(1)] = "2"', 13, 16, /A box is "1"/, undefined],
    ['[smoke___p] = "1"', 1, 10, /as \[smoke\(p\)\]/, 'smoke(p)'],
    ['[sex(1)] = "1"', 1, 7, /Only a checkbox field takes a code/, 'sex'],
    ['[baseline_arm_1][age] > 1', 0, 16, /has no events/, ''],
    ['[event-name][age] > 1', 0, 12, /has no events/, ''],
    ['[age][2] > 1', 5, 8, /does not repeat/, ''],
    ['[redcap_event_name] = "x"', 1, 18, /column of exports/, 'event-name'],
    ['[recrd-name] = "x"', 1, 11, /Did you mean \[record-name\]/, 'record-name'],
    ['[sex] = "1" or "2"', 15, 18, /name the field again after or/, '[sex] = "2"'],
    ['"2"  and [age] > 1', 0, 3, /alone is no condition/, undefined],
    ['1 < [age] < 5', 0, 13, /two values at a time/, undefined],
    ['[dob] > "31-01-2020"', 8, 20, /year-month-day/, undefined],
    ['[dob] > "2020-1-1"', 8, 18, /year-month-day/, undefined],
    ['[dob] > "01/02/2020 12:00"', 8, 26, /year-month-day/, undefined],
    ['[dob] = "2023-02-29"', 8, 20, /no such day as “2023-02-29”/, undefined],
    ['[dob] < "today"', 8, 15, /inside functions only, as in datediff\(\[dob\], "today"/, undefined],
    ['[user_name] = "x"', 1, 10, /written with dashes, \[user-name\]/, 'user-name'],
    ['[user-nme] = "x"', 1, 9, /Did you mean \[user-name\]/, 'user-name'],
    ['[age] in (1, 2)', 6, 8, /no “in”: compare with each value/, undefined],
    ['[age] like "x"', 6, 10, /write contains/, undefined],
    ['[age]>5and [sex] = "1"', 6, 7, /space after the number/, '5 '],
    ['[age] == 5', 6, 8, /single =/, '='],
    ['rond([age]) > 1', 0, 4, /no function.*Did you mean round\?/, 'round'],
    ['hour([dob]) > 1', 0, 4, /no published list/, undefined],
    ['round() > 1', 0, 5, /takes 1 to 2 inputs, but here are 0/, undefined],
    ['sqrt(1, 2) > 1', 0, 4, /takes 1 input, but here are 2/, undefined],
    ['concat_ws(",") = ""', 0, 9, /at least 2 inputs, but here is 1/, undefined],
    ['datediff([dob], "today", "years") > 1', 25, 32, /counts in "y"/, undefined],
  ])('explains %s', (text, from, to, message, replacement) => {
    const problems = check(text);
    expect(problems).toMatchObject([{ from, to, message: expect.stringMatching(message) }]);
    expect(problems[0]?.replacement).toBe(replacement);
  });

  it.each([
    [
      '[baselin_arm_1][age] > 1',
      0,
      15,
      /no event “baselin_arm_1”. Did you mean \[baseline_arm_1\]/,
      '[baseline_arm_1]',
    ],
    ['[sex][age] > 1', 0, 5, /is a field. An event may stand before/, undefined],
    ['[baseline_arm_1] = 1', 0, 16, /is an event: write a field after it/, undefined],
    ['[month_1_arm_1][age] > 1', 0, 20, /always blank there/, undefined],
    ['[baseline_arm_1][age][1] > 1', 21, 24, /does not repeat in this event/, ''],
    ['[event-name] = "basline_arm_1"', 15, 30, /no event “basline_arm_1”. Did you mean/, '"baseline_arm_1"'],
    ['[event-name] = "Month 1"', 15, 24, /unique names, not labels/, '"month_1_arm_1"'],
    ['"elsewhere" = [event-name]', 0, 11, /Its names: baseline_arm_1 \(Baseline\), month_1/, undefined],
    ['[arm-number] = 7', 15, 16, /no arm “7”/, undefined],
  ])('explains %s in a longitudinal project', (text, from, to, message, replacement) => {
    const problems = check(text, longitudinal);
    expect(problems).toMatchObject([{ from, to, message: expect.stringMatching(message) }]);
    expect(problems[0]?.replacement).toBe(replacement);
  });

  it.each([
    '[month_1_arm_1][systolic][last-instance] > 140',
    '[first-event-name][age] > 1',
    '[month_1_arm_1][record_id] = "1"',
    '[record_id] = "1" and [event-name] = "baseline_arm_1"',
    '[event-name] <> "" and [arm-number] = "1" and [previous-event-name] = "baseline_arm_1"',
  ])('finds nothing wrong in %s in a longitudinal project', (text) => {
    expect(check(text, longitudinal)).toEqual([]);
  });

  it('takes missing data codes for values of every field', () => {
    const outline = {
      ...classic,
      missingCodes: [
        { code: 'NI', label: 'No information' },
        { code: '-777', label: 'Refused' },
      ],
    };
    expect(check('[sex] = "NI" or [sex] = -777 or [smoke(ni)] = "1" or [dob] = "-777"', outline)).toEqual([]);
    expect(check('[sex] = "NI"')).toMatchObject([{ message: expect.stringMatching(/no choice “NI”/) }]);
  });

  it('says that a descriptive text holds no value', () => {
    const outline = { ...classic, fields: [field('welcome', { type: 'descriptive' })] };
    expect(check('[welcome] = ""', outline)).toMatchObject([
      { message: expect.stringMatching(/holds no value/) },
    ]);
  });

  it('checks names of groups and roles where the token may read them', () => {
    const outline = {
      ...classic,
      dags: [{ name: 'north', label: 'North <b>clinic</b>' }],
      roles: [{ name: 'U-1', label: 'Monitor' }],
    };
    const text = '[record-dag-name] = "nrth" or [user-role-name] = "Monitor"';
    expect(check(text, outline).map(({ replacement }) => replacement)).toEqual(['"north"', '"U-1"']);
    expect(check(text)).toEqual([]);
  });

  it('hints once that a field without an event is read from its own row', () => {
    expect(check('[age] > 1 and [sex] = "1"', longitudinal)).toMatchObject([
      { severity: 'hint', syntax: false, from: 0, to: 5, message: expect.stringMatching(/own event/) },
    ]);
  });

  it('checks only what needs no project when there is no outline', () => {
    expect(check('[nothing][known(1)] = "x" and [sex] = "3"', null)).toEqual([]);
    expect(check('[nothing = x', null).every(({ syntax }) => syntax)).toBe(true);
    expect(check('[nothing = x', null)).toHaveLength(2);
  });

  it('checks no names that the token could not read', () => {
    const unread = { ...longitudinal, fields: null, events: null, mappings: null, repeatingForms: null };
    expect(check('[some_event][some_field(1)][2] = "x"', unread)).toEqual([]);
  });

  it('tells syntax from the rest, so that only readable logic is counted', () => {
    expect(check('[agee] == 5').map(({ syntax }) => syntax)).toEqual([false, false]);
    expect(check('[age] > ').map(({ syntax }) => syntax)).toEqual([true]);
  });

  it('names few of many choices, without the HTML of their labels', () => {
    const choices = Array.from({ length: 300 }, (_, code) => ({
      code: String(code),
      label: `<i>Site</i> ${'x'.repeat(500)}`,
    }));
    const outline = { ...classic, fields: [field('site', { type: 'dropdown', choices })] };
    const [problem] = check('[site] = "north"', outline);
    expect(problem?.message).toMatch(/0 \(Site x+…\), .* and 292 more\.$/);
    expect(problem?.message).not.toContain('<i>');
    expect(problem?.message.length).toBeLessThan(500);
  });

  it('stops at fifty problems', () => {
    expect(check('['.repeat(1000))).toHaveLength(MOST_PROBLEMS);
  });
});

describe('functions', () => {
  it.each(['age_at_date([dob], "today") > 18', 'dayoftheweek([dob]) = 1', 'hasmissingcode([age], "NI,UNK")'])(
    'of the published list are known: %s',
    (text) => {
      expect(check(text)).toEqual([]);
    },
  );
});
