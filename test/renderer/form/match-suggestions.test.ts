import { describe, expect, it } from 'vitest';
import { matchSuggestions } from '#renderer/form/match-suggestions.ts';

const fields = [
  { name: 'age', label: 'Age at enrolment' },
  { name: 'dosage', label: 'Daily dose' },
  { name: 'sex', label: 'Sex; see also age' },
  { name: 'weight', label: 'Weight' },
];

describe('matchSuggestions', () => {
  it('puts names that begin with the text before other matches, and looks into labels', () => {
    expect(matchSuggestions(fields, 'AGE').map(({ name }) => name)).toEqual(['age', 'dosage', 'sex']);
  });

  it('leaves out what is chosen already', () => {
    expect(matchSuggestions(fields, '', new Set(['age', 'sex'])).map(({ name }) => name)).toEqual([
      'dosage',
      'weight',
    ]);
  });

  it('takes the text as it is and not as a pattern', () => {
    expect(matchSuggestions(fields, '.*')).toEqual([]);
  });
});
