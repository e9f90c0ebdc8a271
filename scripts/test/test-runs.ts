import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { programOf } from './checks.ts';
import { readPlaywrightReport } from './playwright-report.ts';
import { root, runProgram } from './run-program.ts';
import { oneFailure, withHonesty, type Stage, type StageResult } from './stage.ts';

const results = join(root, '.cache', 'test-results');

const stageResult = z.object({
  passed: z.int(),
  failures: z.array(z.object({ name: z.string(), text: z.string() })),
  skips: z.array(z.object({ name: z.string(), reason: z.string() })),
}) satisfies z.ZodType<StageResult>;

/** One of the projects of vitest.config.ts. */
export const vitestStage = (project: string): Stage => ({
  name: project,
  run: async (interrupt) => {
    const file = await freshFile(`${project}.json`);
    const reporter = join(root, 'scripts', 'test', 'vitest-reporter.ts');
    const args = [programOf('vitest'), 'run', '--project', project, '--reporter', reporter];
    const { status, output } = await runProgram(args, interrupt, { PLAYGROUND_RESULT: file });
    if (!existsSync(file)) return oneFailure('The tests did not run to their end', output);
    return withHonesty(stageResult.parse(JSON.parse(await readFile(file, 'utf8'))), status, output);
  },
});

/** The end-to-end suite in a real browser. */
export const playwrightStage: Stage = {
  name: 'end to end',
  run: async (interrupt) => {
    const file = await freshFile('playwright.json');
    const args = [programOf('@playwright/test', 'playwright'), 'test', '--reporter=json'];
    const { status, output } = await runProgram(args, interrupt, { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
    if (!existsSync(file)) return oneFailure('The tests did not run to their end', output);
    return withHonesty(readPlaywrightReport(JSON.parse(await readFile(file, 'utf8'))), status, output);
  },
};

async function freshFile(name: string): Promise<string> {
  await mkdir(results, { recursive: true });
  const file = join(results, name);
  await rm(file, { force: true });
  return file;
}
