import { parseArgs } from 'node:util';
import { findMethod } from '#app/catalogue/catalogue.ts';
import { endOfSession } from '#scripts/end-of-session.ts';
import { allCases, methodCases, type Case } from './cases.ts';
import { refusesBrokenPairs } from './lone-surrogates.ts';
import { writeTable } from './table.ts';
import type { Check } from './tasks.ts';
import { verify } from './verify.ts';
import { allWays, type Way } from './ways.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const usage = `Use: npm run verify:snippets [-- --language ID --method ID]
  --language  only this target, such as python-requests; the table in docs/snippets.md stays as it is
  --method    only this method, such as export_records; the same holds`;

interface Chosen {
  readonly ways: readonly Way[];
  readonly cases: readonly Case[];
  readonly whole: boolean;
}

/** What the command line asks for; a text when it asks for what there is not. */
async function chosen(): Promise<Chosen | string> {
  const ways = await allWays();
  try {
    const { values } = parseArgs({ options: { language: { type: 'string' }, method: { type: 'string' } } });
    const { language, method } = values;
    if (method !== undefined && findMethod(method) === undefined) return `There is no method ${method}.`;
    const some = ways.filter(({ target }) => language === undefined || target.id === language);
    if (some.length === 0) {
      const ids = new Set(ways.map(({ target }) => target.id));
      return `There is no language ${language}. There are: ${[...ids].join(', ')}.`;
    }
    return {
      ways: some,
      cases: method === undefined ? allCases() : methodCases(method),
      whole: language === undefined && method === undefined,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const counted = (checks: readonly Check[]): string => {
  const of = (kind: Check['verdict']['kind']): number =>
    checks.filter(({ verdict }) => verdict.kind === kind).length;
  return `${of('passed')} passed, ${of('failed')} failed, ${of('skipped')} skipped`;
};

function tell(way: Way, checks: readonly Check[]): void {
  say(`${way.name.padEnd(22)} ${counted(checks)}`);
  for (const { of, verdict } of checks) {
    if (verdict.kind === 'failed')
      say(`  ✗ ${of.name}\n${verdict.text.trimEnd().replaceAll(/^/gm, '      ')}`);
  }
  const reasons = checks.map(({ verdict }) => (verdict.kind === 'skipped' ? verdict.reason : null));
  for (const reason of new Set(reasons)) {
    if (reason === null) continue;
    const times = reasons.filter((other) => other === reason).length;
    say(`  skipped ${times}: ${reason}`);
  }
}

async function main(): Promise<number> {
  const asked = await chosen();
  if (typeof asked === 'string') {
    say(`${asked}\n${usage}`);
    return 2;
  }
  const { ways, cases, whole } = asked;
  const end = endOfSession();
  say(`${cases.length} requests in each of ${ways.length} ways`);
  const checks = [...(await verify(ways, cases, end, tell))];
  if (end.aborted) {
    say(`\nStopped before the end.\n\n${counted(checks)}`);
    return 1;
  }
  const refusals = ways.map(refusesBrokenPairs);
  for (const refusal of refusals) if (refusal.verdict.kind === 'failed') tell(refusal.way, [refusal]);
  checks.push(...refusals);
  const failed = checks.some(({ verdict }) => verdict.kind === 'failed');
  if (whole) {
    say(
      failed ? '\ndocs/snippets.md stays as it is, because something failed.' : '\nWrote docs/snippets.md.',
    );
    if (!failed) await writeTable(ways, checks);
  }
  say(`\n${counted(checks)}`);
  return failed ? 1 : 0;
}

process.exitCode = await main();
