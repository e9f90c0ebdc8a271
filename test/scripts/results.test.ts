import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPlaywrightReport } from '#scripts/test/playwright-report.ts';
import { onePass, withHonesty } from '#scripts/test/stage.ts';

const root = join(import.meta.dirname, '../..');

/** What the reporter writes after a real run of real tests. */
function resultOf(source: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'reported-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  mkdirSync(join(folder, 'test'));
  writeFileSync(
    join(folder, 'test/a.test.ts'),
    `import { test, expect, describe, beforeAll } from 'vitest';\n${source}`,
  );
  const file = join(folder, 'result.json');
  spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--root',
      folder,
      '--reporter',
      join(root, 'scripts/test/vitest-reporter.ts'),
    ],
    { cwd: folder, env: { ...process.env, PLAYGROUND_RESULT: file, NO_COLOR: '1' } },
  );
  return JSON.parse(readFileSync(file, 'utf8'));
}

test('passes, failures and skips are counted, with the reason of each skip and the text of each failure', () => {
  const result = resultOf(`
    test('passes', () => expect(1).toBe(1));
    describe('a group', () => test('fails', () => expect('left').toBe('right')));
    test('skips', (context) => context.skip('there is no printer'));
    test.skip('skips with its reason in the name (skipped: the printer (blue) is off)', () => undefined);
    test.skip('skips without a word', () => undefined);`);
  expect(result).toEqual({
    passed: 1,
    failures: [
      { name: 'test/a.test.ts > a group > fails', text: expect.stringMatching(/left.*right[^]*a\.test\.ts/) },
    ],
    skips: [
      { name: 'test/a.test.ts > skips', reason: 'there is no printer' },
      { name: 'test/a.test.ts > skips with its reason in the name', reason: 'the printer (blue) is off' },
      { name: 'test/a.test.ts > skips without a word', reason: 'no reason given' },
    ],
  });
});

test('a file that does not load, a hook that throws and a stray error are failures', () => {
  expect(resultOf(`throw new Error('not loaded');`)).toMatchObject({
    passed: 0,
    failures: [{ name: 'test/a.test.ts', text: expect.stringContaining('not loaded') }],
  });
  expect(
    resultOf(
      `describe('g', () => { beforeAll(() => { throw new Error('hook') }); test('t', () => undefined) });`,
    ),
  ).toMatchObject({ passed: 0, failures: [{ name: 'test/a.test.ts > g' }] });
  expect(
    resultOf(
      `test('t', async () => { Promise.reject(new Error('stray')); await new Promise((r) => setTimeout(r, 50)); });`,
    ),
  ).toMatchObject({
    failures: [{ name: 'An error outside of any test', text: expect.stringContaining('stray') }],
  });
});

test('a stage that ran nothing, or crashed, has failed', () => {
  const nothing = { passed: 0, failures: [], skips: [] };
  expect(withHonesty(nothing, 0, 'no files').failures).toEqual([
    { name: 'No test was run', text: 'no files' },
  ]);
  expect(withHonesty(onePass, 1, 'crash').failures).toEqual([{ name: 'Ended with status 1', text: 'crash' }]);
  expect(withHonesty(onePass, 0, '')).toBe(onePass);
});

test('Playwright’s report is counted, and a test that passed on a second try has failed', () => {
  const one = (title: string, status: string, extra: object = {}) => ({
    title,
    file: 'a.spec.ts',
    tests: [{ projectName: 'browser', status, annotations: [], results: [{ errors: [] }], ...extra }],
  });
  const failed = { results: [{ errors: [{ message: 'no button' }] }] };
  const skipped = { annotations: [{ type: 'skip', description: 'no runtime' }] };
  const report = {
    suites: [
      {
        title: 'a.spec.ts',
        specs: [one('passes', 'expected')],
        suites: [
          {
            title: 'group',
            specs: [
              one('fails', 'unexpected', failed),
              one('flakes', 'flaky'),
              one('skips', 'skipped', skipped),
            ],
          },
        ],
      },
    ],
    errors: [{ message: 'the server did not start' }],
  };
  expect(readPlaywrightReport(report)).toEqual({
    passed: 1,
    failures: [
      { name: 'browser > a.spec.ts > group > fails', text: 'no button' },
      { name: 'browser > a.spec.ts > group > flakes', text: '' },
      { name: 'An error outside of any test', text: 'the server did not start' },
    ],
    skips: [{ name: 'browser > a.spec.ts > group > skips', reason: 'no runtime' }],
  });
  expect(() => readPlaywrightReport({})).toThrow();
});
