import { z } from 'zod';
import type { StageResult } from './stage.ts';

const errorShape = z.object({ message: z.string().optional(), snippet: z.string().optional() });

const testShape = z.object({
  projectName: z.string(),
  status: z.enum(['skipped', 'expected', 'unexpected', 'flaky']),
  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
  results: z.array(z.object({ errors: z.array(errorShape) })),
});

const specShape = z.object({ title: z.string(), file: z.string(), tests: z.array(testShape) });

const suiteShape = z.object({
  title: z.string(),
  specs: z.array(specShape),
  get suites() {
    return z.array(suiteShape).optional();
  },
});

const reportShape = z.object({ suites: z.array(suiteShape), errors: z.array(errorShape) });

type Suite = z.infer<typeof suiteShape>;
type NamedTest = z.infer<typeof testShape> & { readonly name: string };

/** Counts Playwright's JSON report. A test that passed only on a second try has failed. */
export function readPlaywrightReport(json: unknown): StageResult {
  const report = reportShape.parse(json);
  const tests = report.suites.flatMap((suite) => testsOf(suite, []));
  const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failures: [
      ...failed.map(({ name, results }) => ({
        name,
        text: results.flatMap(({ errors }) => errors.map(textOf)).join('\n'),
      })),
      ...report.errors.map((error) => ({ name: 'An error outside of any test', text: textOf(error) })),
    ],
    skips: tests
      .filter(({ status }) => status === 'skipped')
      .map(({ name, annotations }) => ({ name, reason: reasonOf(annotations) })),
  };
}

function testsOf(suite: Suite, path: readonly string[]): readonly NamedTest[] {
  const here = [...path, suite.title];
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests.map((test) => ({ ...test, name: [test.projectName, ...here, title].filter(Boolean).join(' > ') })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, here))];
}

const textOf = ({ message = '', snippet = '' }: z.infer<typeof errorShape>) =>
  `${message}\n${snippet}`.trim();

const reasonOf = (annotations: z.infer<typeof testShape>['annotations']) =>
  annotations.find(({ type, description }) => ['skip', 'fixme'].includes(type) && description)?.description ??
  'no reason given';
