import { describe, expect, it } from 'vitest';
import { MOST_NEAR_NAMES, unknownNames } from '#app/project/unknown-names.ts';
import { classic, large, longitudinal } from './logic/outlines.ts';

describe('Names that the project does not have', () => {
  it('are told with the likely one, in every list that was read', () => {
    expect(unknownNames('forms', ['visit', 'enrollment', 'nowhere'], classic)).toEqual([
      { name: 'enrollment', near: 'enrolment' },
      { name: 'nowhere', near: undefined },
    ]);
    expect(unknownNames('fields', ['AGE', 'age'], classic)).toEqual([{ name: 'AGE', near: 'age' }]);
    expect(unknownNames('events', ['baseline_arm_2'], longitudinal)).toEqual([
      { name: 'baseline_arm_2', near: 'baseline_arm_1' },
    ]);
    expect(unknownNames('arms', ['2'], longitudinal)).toEqual([{ name: '2', near: undefined }]);
    const groups = { ...classic, dags: [{ name: 'north', label: 'North' }] };
    expect(unknownNames('dags', ['North'], groups)).toEqual([{ name: 'North', near: 'north' }]);
  });

  it('a column of a checkbox field leads to its field, the state of an instrument is a field', () => {
    expect(unknownNames('fields', ['smoke___1', 'visit_complete'], classic)).toEqual([
      { name: 'smoke___1', near: 'smoke' },
    ]);
  });

  it('are none where the list could not be read or is empty, and records and users are not judged', () => {
    const unread = { ...classic, fields: null, forms: null };
    expect(unknownNames('fields', ['nowhere'], unread)).toEqual([]);
    expect(unknownNames('forms', ['nowhere'], unread)).toEqual([]);
    expect(unknownNames('events', ['nowhere'], classic)).toEqual([]);
    const listed = { ...classic, records: [{ name: '1', label: '' }], users: [{ name: 'a', label: '' }] };
    expect(unknownNames('records', ['2'], listed)).toEqual([]);
    expect(unknownNames('users', ['b'], listed)).toEqual([]);
  });

  it('are all told, but only the first of thousands are searched for among 40,000 fields', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `feild_${String(10_000 + index)}`);
    const unknown = unknownNames('fields', names, large());
    expect(unknown).toHaveLength(5000);
    expect(unknown.filter(({ near }) => near !== undefined)).toHaveLength(MOST_NEAR_NAMES);
  });
});
