import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callNames, contract, eventNames } from '#app/host/contract.ts';
import { root } from './sources.ts';

/*
 * The whole surface between page and host. A change here widens or narrows what a page that was taken over
 * could ask for, so it is made on purpose and in two places.
 */

test('the calls are these', () => {
  expect(callNames).toEqual([
    'start',
    'saveSettings',
    'addConnection',
    'cancelAdding',
    'removeConnection',
    'openPracticeProject',
    'resetPractice',
    'readProject',
    'cancelReading',
    'execute',
    'cancelExecution',
    'readRows',
    'readText',
    'saveAnswer',
    'discardAnswer',
    'saveText',
    'saveFolder',
    'saveSampleCode',
    'openUpload',
    'appendUpload',
    'discardUpload',
  ]);
});

test('the events are these', () => {
  expect(eventNames).toEqual(['progress', 'outline', 'command']);
});

test('the capabilities are these', () => {
  const source = readFileSync(join(root, 'app/host/contract.ts'), 'utf8');
  const body = /export interface Capabilities \{(.*?)\n\}/s.exec(source)?.[1] ?? '';
  const names = [...body.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name]) => name);
  expect(names).toEqual(['tokens', 'saveDialog', 'menu']);
});

test('no call takes what it does not know', () => {
  for (const name of callNames) {
    const parsed = contract[name].arguments.safeParse({ surplus: true });
    const codes = parsed.error?.issues.map(({ code }) => code);
    expect(codes, name).toContain('unrecognized_keys');
  }
});
