import { describe, expect, it } from 'vitest';
import { matchSuggestions, OFFERED_AT_MOST } from '#renderer/form/match-suggestions.ts';

const fields = [
  { name: 'age', label: 'Age at enrolment' },
  { name: 'dosage', label: 'Daily dose' },
  { name: 'sex', label: 'Sex; see also age' },
  { name: 'weight', label: 'Weight' },
];

describe('matchSuggestions', () => {
  it('puts names that begin with the text before other matches, and looks into labels', () => {
    expect(matchSuggestions(fields, 'AGE').items.map(({ name }) => name)).toEqual(['age', 'dosage', 'sex']);
  });

  it('leaves out what is chosen already', () => {
    expect(matchSuggestions(fields, '', new Set(['age', 'sex'])).items.map(({ name }) => name)).toEqual([
      'dosage',
      'weight',
    ]);
  });

  it('takes the text as it is and not as a pattern', () => {
    expect(matchSuggestions(fields, '.*')).toEqual({ items: [], more: 0 });
  });

  it('offers so many at once and counts the rest, but still finds the last of 40,000', () => {
    const many = Array.from({ length: 40_000 }, (_, index) => ({ name: `field_${index}`, label: '' }));
    const all = matchSuggestions(many, '');
    expect(all.items).toHaveLength(OFFERED_AT_MOST);
    expect(all.more).toBe(40_000 - OFFERED_AT_MOST);
    expect(matchSuggestions(many, '39999').items.map(({ name }) => name)).toEqual(['field_39999']);
  });
});
