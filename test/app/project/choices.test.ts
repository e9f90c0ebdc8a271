import { describe, expect, it } from 'vitest';
import { choicesOf } from '#app/project/choices.ts';

const pairs = (type: string, column: string) =>
  choicesOf(type, column).map(({ code, label }) => [code, label]);

describe('the choices of a field', () => {
  it.each(['radio', 'dropdown', 'checkbox'])('of type %s are codes and labels', (type) => {
    expect(pairs(type, '1, Yes | 2, No, or not yet |-9,Unknown')).toEqual([
      ['1', 'Yes'],
      ['2', 'No, or not yet'],
      ['-9', 'Unknown'],
    ]);
  });

  it.each([
    ['HTML stays text', '1, <b onclick="x">Yes</b>', [['1', '<b onclick="x">Yes</b>']]],
    ['duplicates stay', '1, A | 1, B', [['1', 'A'], ['1', 'B']]], // prettier-ignore
    ['empty pieces are left out', '| 1, A | | ', [['1', 'A']]],
    ['a piece without a comma is both', 'A', [['A', 'A']]],
    ['a label may be empty', '1,', [['1', '']]],
    ['right-to-left text stays', '1, نعم', [['1', 'نعم']]],
    ['words may be codes', 'ace, ACE inhibitor', [['ace', 'ACE inhibitor']]],
    ['nothing is none', '', []],
  ])('%s', (_, column, choices) => {
    expect(pairs('radio', column)).toEqual(choices);
  });

  it('of yesno and truefalse are 1 and 0, whatever the column says', () => {
    expect(pairs('yesno', '5, Perhaps')).toEqual([['1', 'Yes'], ['0', 'No']]); // prettier-ignore
    expect(pairs('truefalse', '')).toEqual([['1', 'True'], ['0', 'False']]); // prettier-ignore
  });

  it.each(['calc', 'slider', 'sql', 'text', 'constructor', '__proto__'])('of type %s are none', (type) => {
    expect(choicesOf(type, 'Low | Middle, High')).toHaveLength(0);
  });
});
