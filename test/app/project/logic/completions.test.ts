import { describe, expect, it } from 'vitest';
import { completions } from '#app/project/logic/completions.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import { classic, large, longitudinal } from './outlines.ts';

/** Completes at the bar, and gives what is offered. */
function offered(text: string, outline: ProjectOutline | null = classic): readonly string[] {
  return found(text, outline)?.items.map(({ label }) => label) ?? [];
}

function found(text: string, outline: ProjectOutline | null = classic) {
  const at = text.indexOf('|');
  return completions(text.replace('|', ''), at, outline);
}

/** The text once the completion of that label is taken. */
function taken(text: string, label: string, outline: ProjectOutline | null = classic): string {
  const written = text.replace('|', '');
  const list = found(text, outline);
  const item = list?.items.find((each) => each.label === label);
  if (list === null || item === undefined) throw new Error(`${label} is not offered.`);
  return written.slice(0, list.from) + item.insert + written.slice(list.to);
}

describe('completions', () => {
  it('offers the fields after a bracket, then smart variables', () => {
    expect(offered('[|').slice(0, 4)).toEqual(['record_id', 'age', 'sex', 'smoke']);
    expect(offered('[|')).toContain('record-name');
    expect(offered('[|')).not.toContain('baseline_arm_1');
  });

  it('says label and form of a field in plain text, and marks identifiers', () => {
    const items = found('[|')?.items ?? [];
    expect(items.find(({ label }) => label === 'sex')?.detail).toBe('Sex at birth · enrolment');
    expect(items.filter(({ identifier }) => identifier).map(({ label }) => label)).toEqual(['dob']);
    expect(items.find(({ label }) => label === 'dob')?.detail).toContain('identifier');
  });

  it('offers events first in a longitudinal project, and after one the fields of its forms', () => {
    expect(offered('[|', longitudinal).slice(0, 3)).toEqual(['baseline_arm_1', 'month_1_arm_1', 'record_id']);
    expect(offered('[month_1_arm_1][|', longitudinal)).toEqual(['record_id', 'systolic', 'visit_complete']);
    expect(offered('[first-event-name][s|', longitudinal)).toContain('systolic');
  });

  it.each([
    ['[a|', 'age', '[age]'],
    ['[a|]', 'age', '[age]'],
    ['[|sex] = "1"', 'age', '[age] = "1"'],
    ['[pressure|', 'systolic', '[systolic]'],
    ['[sm|]', 'smoke', '[smoke('],
    ['[smoke(|', 'p', '[smoke(p)]'],
    ['[smoke(|)] = "1"', '1', '[smoke(1)] = "1"'],
    ['[smoke(pip|', 'p', '[smoke(p)]'],
    ['[sex:l|]', 'label', '[sex:label]'],
    ['[age][|', 'last-instance', '[age][last-instance]'],
    ['[sex] = |', '"2"', '[sex] = "2"'],
    ['[sex] = "|"', '"2"', '[sex] = "2"'],
    ["[sex] <> 'fem|", "'1'", "[sex] <> '1'"],
    ['[sex] = 1| and [age] > 1', '"1"', '[sex] = "1" and [age] > 1'],
    ['[smoke(1)] = |', '"0"', '[smoke(1)] = "0"'],
    ['[baseline_arm_1][sex]=|', '"1"', '[baseline_arm_1][sex]="1"'],
    ['dat|', 'datediff(date1, date2, "units", [signed])', 'datediff('],
    ['[age] > 1 and sys|', 'systolic', '[age] > 1 and [systolic]'],
    ['[age] > 1 a|', 'and', '[age] > 1 and '],
  ])('completes %s with %s to %s', (text, label, expected) => {
    expect(taken(text, label)).toBe(expected);
  });

  it('offers the events, groups and missing data codes that a value can be', () => {
    expect(taken('[event-name] = "mon|', '"month_1_arm_1"', longitudinal)).toBe(
      '[event-name] = "month_1_arm_1"',
    );
    const outline = {
      ...classic,
      missingCodes: [{ code: 'NI', label: 'No information' }],
      dags: [{ name: 'north', label: 'North clinic' }],
    };
    expect(offered('[record-dag-name] = |', outline)).toEqual(['"north"']);
    expect(offered('[sex] = |', outline)).toEqual(['"1"', '"2"', '"NI"']);
    expect(offered('[smoke(|', outline)).toEqual(['1', 'p', 'NI']);
  });

  it('opens the next bracket after an event, and asks for the field at once', () => {
    expect(taken('[base|', 'baseline_arm_1', longitudinal)).toBe('[baseline_arm_1][');
    expect(found('[base|', longitudinal)?.items[0]?.again).toBe(true);
  });

  it.each(['// [|', '[age] > 1 # [|', '/* [|', '[age] = "fem|', '"some [|', '[age]|', '[age] > 12|'])(
    'offers nothing in %s',
    (text) => {
      expect(found(text)).toBeNull();
    },
  );

  it('knows functions and signs without a project', () => {
    expect(offered('rou|', null)).toEqual([
      'round(number, [decimals])',
      'roundup(number, [decimals])',
      'rounddown(number, [decimals])',
    ]);
    expect(offered('[age] |', null)).toContain('and');
    expect(offered('[user-d|', null)).toEqual(['user-dag-name', 'user-dag-label', 'user-dag-id']);
  });

  it('offers a hundred of 40,000 fields, and finds any of them by name or label', () => {
    const outline = large();
    expect(offered('[|', outline)).toHaveLength(100);
    expect(offered('[field_39999|', outline)).toEqual(['field_39999']);
    expect(offered('[number 31234|', outline)).toEqual([]);
    expect(offered('[31234|', outline)).toEqual(['field_31234']);
  });

  it('takes a position outside the text for its nearest end', () => {
    expect(completions('[a', 99, classic)?.items[0]?.label).toBe('age');
    expect(completions('[a', -5, classic)?.from).toBe(0);
  });
});
