import { expect, test } from 'vitest';
import { findTarget } from '#app/snippets/targets.ts';
import type { Runner } from '../runners.ts';
import { methodCases } from './cases.ts';
import { verify } from './verify.ts';

test('a program that does not compile has failed, and ends nothing but itself', async () => {
  const target = findTarget('csharp-httpclient');
  if (target === undefined) throw new Error('C# is a target.');
  const compiled = {
    file: 'program.exe',
    by: ['node', '--eval', 'console.error("no such type"); process.exit(1)'],
  };
  const name = 'made up';
  const runner: Runner = {
    name,
    target,
    command: 'node',
    options: [],
    output: 'bytes',
    compiled,
    missing: null,
  };
  const checks = await verify(
    [{ kind: 'run', name, target, runner, host: null }],
    methodCases('export_version'),
    new AbortController().signal,
  );
  expect(checks.length).toBeGreaterThan(1);
  for (const { verdict } of checks) {
    expect(verdict).toEqual({ kind: 'failed', text: expect.stringContaining('no such type') });
  }
});
