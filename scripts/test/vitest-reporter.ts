import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, TestCase, TestSuite } from 'vitest/node';
import type { Failure, Skip, StageResult } from './stage.ts';

interface Trouble {
  readonly message: string;
  readonly stack?: string | undefined;
  readonly diff?: string | undefined;
}

/** Writes what a run found to the file named in PLAYGROUND_RESULT, with the reason of every skipped test. */
export default class ResultReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly Trouble[]): void {
    const cases = modules.flatMap((module) => [...module.children.allTests()]);
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const result: StageResult = {
      passed: cases.filter((test) => test.result().state === 'passed').length,
      failures: [
        ...cases.filter((test) => test.result().state === 'failed').map(failureOf),
        // A file that does not load, or a hook that throws.
        ...suites.filter((suite) => suite.errors().length > 0).map(suiteFailureOf),
        ...unhandled.map((error) => ({ name: 'An error outside of any test', text: textOf(error) })),
      ],
      skips: cases.filter((test) => ['skipped', 'pending'].includes(test.result().state)).map(skipOf),
    };
    const file = process.env['PLAYGROUND_RESULT'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(result));
  }
}

const nameOf = (test: TestCase) => `${test.module.relativeModuleId} > ${test.fullName}`;

const failureOf = (test: TestCase): Failure => ({
  name: nameOf(test),
  text: (test.result().errors ?? []).map(textOf).join('\n'),
});

const suiteFailureOf = (suite: TestModule | TestSuite): Failure => ({
  name:
    suite.type === 'module' ? suite.relativeModuleId : `${suite.module.relativeModuleId} > ${suite.fullName}`,
  text: suite.errors().map(textOf).join('\n'),
});

/** The reason stands in a note, or at the end of the name of a test that was skipped before it began. */
function skipOf(test: TestCase): Skip {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  const [name = '', reason = 'no reason given'] = nameOf(test).split(/ \(skipped: (.*)\)$/);
  return { name, reason: note ?? reason };
}

const textOf = ({ message, stack, diff }: Trouble) =>
  [stack?.includes(message) === true ? stack : `${message}\n${stack ?? ''}`, diff ?? ''].join('\n').trim();
