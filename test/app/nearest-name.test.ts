import { describe, expect, it } from 'vitest';
import { atMost, nearestAmong, nearestName } from '#app/nearest-name.ts';

describe('the name that was probably meant', () => {
  it.each([
    ['recrod_id', 'record_id'],
    ['Record ID', 'record_id'],
    ['records[0]', 'record'],
    ['sysotlic', 'systolic'],
    ['systolic_bp', 'systolic'],
    ['ag', 'age'],
  ])('of %s is %s', (typed, meant) => {
    expect(nearestName(typed, ['age', 'systolic', 'record', 'record_id', 'baseline_complete'])).toBe(meant);
  });

  it('is none where more than a third would have to change', () => {
    expect(nearestName('weight', ['age', 'systolic', 'record_id'])).toBeUndefined();
    expect(nearestName('x', ['y', 'z'])).toBeUndefined();
    expect(nearestName('', ['y', ''])).toBeUndefined();
  });

  it('is found among 40,000 names at each of many keystrokes', () => {
    const names = Array.from({ length: 40_000 }, (_, index) => `measure_${index}_of_${index % 97}`);
    const find = nearestAmong(names);
    find('warm up');
    const began = performance.now();
    for (let run = 0; run < 20; run += 1) find(`measur_${run * 1999}_of_${run}`);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(find('mesure_1234_of_70')).toBe('measure_1234_of_70');
  });

  it('is not looked for more often than allowed', () => {
    const find = atMost(1, nearestAmong(['age']));
    expect([find('agee'), find('agee')]).toEqual(['age', undefined]);
  });
});
