import { beforeAll, describe, expect, test } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { methodCases, valueCases, type Case } from './cases.ts';
import { refusesBrokenPairs } from './lone-surrogates.ts';
import { readingRules } from './reading-rules.ts';
import type { Check } from './tasks.ts';
import { verify } from './verify.ts';
import { allWays } from './ways.ts';

/** Each kind of request and of answer; `npm run verify:snippets` has all methods. */
const someMethods = [
  'export_records',
  'import_records',
  'delete_records',
  'import_file',
  'export_file',
  'export_pdf',
  'create_project',
  'export_logging',
  'external_module_api',
  'export_version',
];

/** With every optional parameter, where a method has any. */
const cases: readonly Case[] = [
  ...someMethods.flatMap((methodId) => {
    const [defaults, ...options] = methodCases(methodId);
    return options.length > 0 || defaults === undefined ? options : [defaults];
  }),
  ...valueCases(1),
];
const ways = await allWays();

describe('every target sends what Execute sends', () => {
  let checks: readonly Check[] = [];
  beforeAll(async () => {
    checks = await verify(ways, cases, new AbortController().signal);
  }, 600_000);

  for (const way of ways) {
    const reason = way.kind === 'none' ? ` (skipped: ${way.reason})` : '';
    test.skipIf(way.kind === 'none')(`${way.name}: ten methods and awkward values${reason}`, () => {
      const own = checks.filter((check) => check.way === way);
      const failed = own.filter(({ verdict }) => verdict.kind === 'failed');
      expect(failed.map(({ of, verdict }) => [of.name, verdict])).toEqual([]);
      expect(own).toHaveLength(cases.length);
      const passed = own.filter(({ verdict }) => verdict.kind === 'passed').length;
      const mayRefuse = way.kind === 'table' || way.target.refuse !== undefined;
      expect(passed).toBeGreaterThanOrEqual(mayRefuse ? 1 : cases.length);
    });

    test(`${way.name}: refuses half a character with the name of its field`, () => {
      expect(refusesBrokenPairs(way).verdict).toEqual({ kind: 'passed' });
    });
  }
});

test('of every target that is only read, the rule of reading is stated', () => {
  for (const way of ways)
    if (way.kind === 'read') expect(readingRules[way.name], way.name).toMatch(/By eye: .+\.$/);
});

describe('the requests that are tried', () => {
  test('hold every parameter of every method', () => {
    for (const method of methods) {
      const sent = methodCases(method.id).flatMap(({ input }) =>
        input.request.fields.map(({ name }) => name),
      );
      const names = new Set(sent.map((name) => name.replace(/\[\d+\]$/, '')));
      const missing = method.parameters.filter(({ kind, name }) => kind !== 'pairs' && !names.has(name));
      expect(
        missing.map(({ name }) => name),
        method.id,
      ).toEqual([]);
    }
  });

  test('are the same in every run', () => {
    expect(valueCases()).toEqual(valueCases());
  });
});
