import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Arguments, HostEvents } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { confStore } from '#main/documents/conf-store.ts';
import { createPlayground, type Playground, type PlaygroundDependencies } from '#main/playground.ts';
import { nodeFetch } from '#main/transport/node-fetch.ts';

/** An empty folder that is gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'playground-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A stand-in for the keychain that can be looked through: it must never hold a token as it is. */
export const testCipher = {
  encrypt: (text: string): string => Buffer.from(`sealed:${text}`).toString('hex'),
  decrypt: (sealed: string): string => {
    const text = Buffer.from(sealed, 'hex').toString();
    if (!text.startsWith('sealed:')) throw new Error('Not sealed by this cipher.');
    return text.slice('sealed:'.length);
  },
};

export interface OpenedPlayground extends Playground {
  readonly events: HostEvents['progress'][];
  readonly folder: string;
}

/** A whole playground over a real folder and real sockets, closed when the test ends. */
export async function openPlayground(
  changed: Partial<PlaygroundDependencies> = {},
): Promise<OpenedPlayground> {
  const folder = temporaryFolder();
  const events: HostEvents['progress'][] = [];
  const playground = await createPlayground({
    host: 'browser',
    appVersion: '0.0.0',
    store: confStore(folder),
    cipher: testCipher,
    fetch: nodeFetch({}),
    saveFile: () => Promise.resolve({ kind: 'cancelled' }),
    emit: (name, event) => {
      if (name === 'progress' && 'phase' in event) events.push(event);
    },
    menu: false,
    saveDialog: false,
    now: () => new Date(),
    randomId: randomUUID,
    ...changed,
  });
  onTestFinished(() => playground.close());
  return { ...playground, events, folder };
}

/** A reply that must have gone well. */
export function valueOf<Value>(reply: Reply<Value>): Value {
  if (!reply.ok)
    throw new Error(`${reply.failure.code}: ${reply.failure.message} ${reply.failure.detail ?? ''}`);
  return reply.value;
}

/** A reply that must have failed. */
export function failureOf(reply: Reply<unknown>): Extract<Reply<unknown>, { ok: false }>['failure'] {
  if (reply.ok) throw new Error('This should have failed.');
  return reply.failure;
}

/** The fields of a request by name, the token first. */
export const fieldsOf = (values: Readonly<Record<string, string>>): EncodedField[] => [
  { kind: 'token', name: 'token' },
  ...Object.entries(values).map(([name, value]) => ({ kind: 'text', name, value }) as const),
];

/** An urlencoded request as the page would hand it over. */
export const requestOf = (
  connectionId: string,
  values: Readonly<Record<string, string>>,
  executionId: string = randomUUID(),
): Arguments<'execute'> => ({ executionId, connectionId, encoding: 'urlencoded', fields: fieldsOf(values) });
