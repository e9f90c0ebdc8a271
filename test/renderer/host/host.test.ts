import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openHost } from '#renderer/host/host.ts';
import { takeKey } from '#renderer/host/host-key.ts';

/** As much of a tab as the host's opening touches. */
function openTab(hash: string, stored: Readonly<Record<string, string>> = {}, playground?: object) {
  const storage = new Map(Object.entries(stored));
  const replaced: string[] = [];
  vi.stubGlobal('location', { hash, pathname: '/' });
  vi.stubGlobal('window', { playground });
  vi.stubGlobal('history', {
    replaceState: (_state: null, _title: string, url: string) => replaced.push(url),
  });
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => storage.set(name, value),
  });
  return { storage, replaced };
}

beforeEach(() => {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the key is taken out of the address, and a reload still finds it', () => {
  const { storage, replaced } = openTab('#key=abc-_1');
  expect(takeKey()).toBe('abc-_1');
  expect(replaced).toEqual(['/']);
  openTab('', Object.fromEntries(storage));
  expect(takeKey()).toBe('abc-_1');
});

test('a new address wins over the key of an earlier launch', () => {
  const { storage } = openTab('#key=new', { 'playground-key': 'old' });
  expect(takeKey()).toBe('new');
  expect([...storage.values()]).toEqual(['new']);
});

test('without a key the page says how to get in', () => {
  openTab('');
  const opened = openHost();
  expect(opened.ok ? '' : opened.explanation.advice).toContain(
    'the whole address that is printed in the terminal',
  );
});

test('with a key the browser host is opened, with the preload’s object the desktop host', () => {
  openTab('#key=abc');
  expect(openHost().ok).toBe(true);
  const playground = { start: () => undefined };
  openTab('', {}, playground);
  expect(openHost()).toEqual({ ok: true, host: playground });
});
