import { endOfSession } from './end-of-session.ts';
import { provision } from './provision.mjs';
import { checks, scriptCheck } from './test/checks.ts';
import { oneFailure, type Stage, type StageResult } from './test/stage.ts';
import { playwrightStage, vitestStage } from './test/test-runs.ts';

/** Everything there is to check, cheapest first. */
const stages: readonly Stage[] = [
  ...checks,
  scriptCheck('packaging', 'check-package.ts'),
  scriptCheck('build', 'build.ts'),
  vitestStage('unit'),
  vitestStage('main'),
  vitestStage('snippets'),
  playwrightStage,
];

async function runStage(stage: Stage, interrupt: AbortSignal): Promise<StageResult> {
  process.stdout.write(`${stage.name.padEnd(11)} `);
  const began = performance.now();
  const result = await stage
    .run(interrupt)
    .catch((reason: unknown) =>
      oneFailure(stage.name, reason instanceof Error ? String(reason.stack) : String(reason)),
    );
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  console.log(`${counts(result.passed, result.failures.length, result.skips.length)} (${seconds} s)`);
  for (const { name, text } of result.failures) console.log(`\n  ✗ ${name}\n${indent(text)}\n`);
  for (const { name, reason } of result.skips) console.log(`  skipped: ${name} — ${reason}`);
  return result;
}

const counts = (passed: number, failed: number, skipped: number) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

const indent = (text: string) => text.trimEnd().replaceAll(/^/gm, '    ');

async function main(): Promise<number> {
  const end = endOfSession();
  const { missing } = await provision({ log: console.log });
  for (const { name, reason } of missing) console.log(`Missing: ${name} — ${reason}`);

  const results: StageResult[] = [];
  for (const stage of stages) {
    if (end.aborted) break;
    results.push(await runStage(stage, end));
  }
  const sum = (part: (result: StageResult) => number) =>
    results.reduce((total, each) => total + part(each), 0);
  const failed = sum(({ failures }) => failures.length);
  if (end.aborted) console.log('\nStopped before the end.');
  console.log(
    `\n${counts(
      sum(({ passed }) => passed),
      failed,
      sum(({ skips }) => skips.length),
    )}`,
  );
  return failed > 0 || end.aborted ? 1 : 0;
}

process.exit(await main());
