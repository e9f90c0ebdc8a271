import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '#main/practice/projects/seeded-random.ts';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

const WAYS = [
  {},
  { type: 'eav' },
  { rawOrLabel: 'label', exportDataAccessGroups: 'true' },
  { fields: ['sex', 'age'] },
  { exportSurveyFields: 'true', exportBlankForGrayFormStatus: 'true' },
] as const;

describe.each(['classic', 'trial'] as const)('batches of records of the project %s', (name) => {
  test.each(WAYS)('make up one export, whatever their size: %j', async (way) => {
    const token = practice[name];
    const query = { content: 'record', ...way };
    const id = name === 'classic' ? 'record_id' : 'study_id';
    const listed = await practice.json(token, { content: 'record', fields: [id] });
    const names = [...new Set(listed.map((row) => String(row[id])))];
    const whole = await practice.json(token, query);
    expect(whole.length).toBeGreaterThan(30);
    const random = seededRandom(4711);
    const joined: unknown[] = [];
    for (let from = 0; from < names.length;) {
      const to = from + random.whole(1, 17);
      joined.push(...(await practice.json(token, { ...query, records: names.slice(from, to) })));
      from = to;
    }
    expect(joined).toEqual(whole);
  });
});
