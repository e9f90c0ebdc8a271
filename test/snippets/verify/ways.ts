import { existsSync } from 'node:fs';
import { snippetTargets } from '#app/snippets/targets.ts';
import type { SnippetTarget } from '#app/snippets/target.ts';
import type { ReadFields } from '#test/support/snippet-readers/read-fields.ts';
import { runners, type Runner } from '../runners.ts';
import { hosts, type Host } from './hosts.ts';
import { tables, type LibraryTable } from './library-tables.ts';

/**
 * How a target is proved here: by running its programs, by reading them back, by the table of a library's functions,
 * or not at all.
 */
export type Way = {
  /** The target's id; with the shell's name where there are two. */
  readonly name: string;
  readonly target: SnippetTarget;
} & (
  | { readonly kind: 'run'; readonly runner: Runner; readonly host: Host | null }
  | { readonly kind: 'read'; readonly readFields: ReadFields }
  | { readonly kind: 'table'; readonly table: LibraryTable }
  | { readonly kind: 'none'; readonly reason: string }
);

/** The ways of every target, in the order of the list. */
export async function allWays(): Promise<readonly Way[]> {
  return (await Promise.all(snippetTargets.map(waysOf))).flat();
}

async function waysOf(target: SnippetTarget): Promise<readonly Way[]> {
  const own = runners.filter((runner) => runner.target.id === target.id);
  const table = tables[target.id];
  if (table !== undefined) {
    return [{ kind: 'table', name: target.id, target, table }];
  }
  const reader = own.some(({ missing }) => missing === null) ? null : await readerOf(target);
  if (reader !== null) return [{ kind: 'read', name: target.id, target, readFields: reader }];
  const host = hosts[target.id];
  if (host !== undefined) return [wayThrough(target, host)];
  if (own.length === 0) {
    const reason = 'there is neither an interpreter nor a reader of its programs';
    return [{ kind: 'none', name: target.id, target, reason }];
  }
  return own.map((runner) =>
    runner.missing === null
      ? { kind: 'run', name: runner.name, target, runner, host: null }
      : { kind: 'none', name: runner.name, target, reason: runner.missing },
  );
}

function wayThrough(target: SnippetTarget, host: Host): Way {
  const { command, missing } = host;
  if (missing !== null) return { kind: 'none', name: target.id, target, reason: missing };
  const runner: Runner = { name: target.id, target, command, options: [], output: 'data', missing };
  return { kind: 'run', name: target.id, target, runner, host };
}

async function readerOf({ id }: SnippetTarget): Promise<ReadFields | null> {
  const file = new URL(`../../support/snippet-readers/${id}.ts`, import.meta.url);
  if (!existsSync(file)) return null;
  const { readFields }: { readFields: ReadFields } = await import(file.href);
  return readFields;
}
