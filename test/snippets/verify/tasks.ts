import { assertNever } from '#app/assert-never.ts';
import { caseAt, type Case } from './cases.ts';
import { readCase } from './read-case.ts';
import { runCase, type Session, type Verdict } from './run-case.ts';
import { runsTogether, runTogether } from './run-together.ts';
import type { Way } from './ways.ts';

/** What became of one case in one way. */
export interface Check {
  readonly way: Way;
  readonly of: Case;
  readonly verdict: Verdict;
}

/** Some cases of one way, done one after the other. */
export interface Task {
  readonly way: Way;
  readonly work: () => Promise<readonly Check[]>;
}

/** A process for so many programs: few enough that all processors have work until the end. */
const PROGRAMS_TOGETHER = 32;

/** What a way has to do: each program by itself, or many in a process where starting one takes long. */
export function tasksOf(way: Way, session: Omit<Session, 'runner' | 'host'>): readonly Task[] {
  const { cases, expected, token } = session;
  const checkOf = (number: number, verdict: Verdict): Check => ({ way, of: caseAt(cases, number), verdict });
  switch (way.kind) {
    case 'run': {
      const own = { ...session, runner: way.runner, host: way.host };
      const [together, alone] = split([...cases.keys()], (number) =>
        runsTogether(own, caseAt(cases, number)),
      );
      return [
        ...chunks(together, PROGRAMS_TOGETHER).map((numbers) => async () => {
          const verdicts = await runTogether(own, numbers);
          return verdicts.map(([number, verdict]) => checkOf(number, verdict));
        }),
        ...alone.map((number) => async () => [checkOf(number, await runCase(own, number))]),
      ].map((work) => ({ way, work }));
    }
    case 'read': {
      const work = async () =>
        expected.map((truth, number) =>
          checkOf(number, readCase(way, caseAt(cases, number), number, truth, token)),
        );
      return [{ way, work }];
    }
    case 'table': {
      const work = async () =>
        expected.map((truth, number) => checkOf(number, way.table.check(caseAt(cases, number).input, truth)));
      return [{ way, work }];
    }
    case 'none': {
      const verdict = { kind: 'skipped', reason: way.reason } as const;
      return [{ way, work: async () => [...cases.keys()].map((number) => checkOf(number, verdict)) }];
    }
    default:
      return assertNever(way);
  }
}

function split<T>(all: readonly T[], holds: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter((one) => holds(one)), all.filter((one) => !holds(one))];
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
