import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { RIGHT_COLUMNS } from '#main/practice/model/privileges.ts';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
beforeAll(async () => {
  practice = await practiceClient();
});
afterAll(() => practice.server.close());

/** The names of rights as the catalogue gives them → the column of Import Users. */
const COLUMNS: Readonly<Record<string, string>> = {
  'API Export': 'api_export',
  'API Import/Update': 'api_import',
  'External Modules API (api_modules)': 'api_modules',
  'Project Design and Setup': 'design',
  'Data Access Groups': 'data_access_groups',
  'User Rights': 'user_rights',
  Logging: 'logging',
  'File Repository': 'file_repository',
  'Survey Distribution Tools': 'manage_survey_participants',
  'Delete Record': 'record_delete',
  'Rename Record': 'record_rename',
  Randomize: 'random_perform',
};

const USER = 'practice_reader';

/** Gives the user every right but those named. */
async function allBut(...lacking: readonly string[]): Promise<void> {
  const rights = RIGHT_COLUMNS.map((column) => [column, lacking.includes(column) ? 0 : 1] as const);
  const row = { username: USER, ...Object.fromEntries(rights) };
  const importing = { content: 'user', action: 'import', data: JSON.stringify([row]) };
  expect(await practice.json<number>(practice.trial, importing)).toBe(1);
}

describe('a method asks for every right that its help names', () => {
  const ofProjects = methods.filter(({ tokens }) => tokens.includes('project'));
  const cases = ofProjects.flatMap(({ id, content, action, rights, effect }) =>
    rights.map((right, index) => {
      const named = action ?? (effect === 'read' ? 'export' : 'import');
      const all = rights.map((one) => `'${one}' privileges`).join(' and ');
      const refusal =
        index === 0
          ? [403, `You do not have ${right.replace(' (api_modules)', '')} privileges`]
          : [400, `Insufficient user privileges: You must have ${all} in the project.`];
      return [id, right, { content, action: named }, refusal] as const;
    }),
  );

  test('and there are some to ask for', () => {
    expect(ofProjects).toHaveLength(55);
    expect(cases.map(([, right]) => right).filter((right) => COLUMNS[right] === undefined)).toEqual([]);
  });

  test.each(cases)('%s: %s', async (_, right, fields, refusal) => {
    await allBut(COLUMNS[right] ?? '');
    const token = practice.tokenOf('longitudinal', USER);
    const { status, text } = await practice.call(token, { ...fields, format: 'json' });
    const { error }: { error: string } = JSON.parse(text);
    expect([status, error]).toEqual(refusal);
  });
});

test('no method asks for a right that its help does not name', async () => {
  for (const { id, content, action, effect, rights, tokens } of methods) {
    if (!tokens.includes('project')) continue;
    const named = new Set(rights.map((right) => COLUMNS[right]));
    await allBut(...RIGHT_COLUMNS.filter((column) => !named.has(column)));
    const fields = { content, action: action ?? (effect === 'read' ? 'export' : 'import'), format: 'json' };
    const { text } = await practice.call(practice.tokenOf('longitudinal', USER), fields);
    expect(text, id).not.toContain('privileges');
  }
});
