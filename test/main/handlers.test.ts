import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { confStore } from '#main/documents/conf-store.ts';
import type { SaveSource } from '#main/save-file.ts';
import { failureOf, openPlayground, requestOf, valueOf } from '#test/support/open-playground.ts';

const exporting = { content: 'record', action: 'export', format: 'csv', type: 'flat' };

describe('saving', () => {
  it('an answer hands its file and a fitting name to the host', async () => {
    const saved: { readonly text: string; readonly fileName: string }[] = [];
    const { handlers } = await openPlayground({
      saveFile: (source: SaveSource, fileName: string) => {
        saved.push({ text: 'path' in source ? readFileSync(source.path, 'utf8') : source.text, fileName });
        return Promise.resolve({ kind: 'saved', path: '/there' });
      },
    });
    valueOf(await handlers.execute(requestOf('practice-classic', exporting, 'one')));
    expect(valueOf(await handlers.saveAnswer({ executionId: 'one' }))).toEqual({
      kind: 'saved',
      path: '/there',
    });
    expect(saved[0]?.fileName).toBe('export_records.csv');
    expect(saved[0]?.text).toMatch(/^record_id,/);
    await handlers.saveText({ fileName: '../../evil.R', text: 'code' });
    expect(saved[1]).toEqual({ text: 'code', fileName: 'evil.R' });
    expect(failureOf(await handlers.saveAnswer({ executionId: 'none' })).code).toBe('notFound');
  });

  it('that fails is told in a sentence', async () => {
    const { handlers } = await openPlayground({ saveFile: () => Promise.reject(new Error('EACCES')) });
    expect(failureOf(await handlers.saveText({ fileName: 'a.R', text: 'code' })).code).toBe('storage');
  });
});

describe('settings', () => {
  it('change one by one and are there after a restart', async () => {
    const first = await openPlayground();
    valueOf(await first.handlers.saveSettings({ theme: 'dark' }));
    valueOf(
      await first.handlers.saveSettings({ languageId: 'curl', activeConnectionId: 'practice-longitudinal' }),
    );
    const second = await openPlayground({ store: confStore(first.folder) });
    expect(valueOf(await second.handlers.start({})).settings).toMatchObject({
      theme: 'dark',
      languageId: 'curl',
      activeConnectionId: 'practice-longitudinal',
      methodId: 'export_records',
    });
  });

  it('in a folder that cannot be written are kept until the app closes, and the window says so', async () => {
    const { folder } = await openPlayground();
    const blocked = join(folder, 'blocked');
    writeFileSync(blocked, 'a file where the folder should be');
    const { handlers } = await openPlayground({ store: confStore(blocked) });
    const state = valueOf(await handlers.start({}));
    expect(state.notices).toHaveLength(1);
    expect(state.capabilities.tokens).toBe('memory');
    expect(valueOf(await handlers.saveSettings({ theme: 'dark' })).theme).toBe('dark');
    expect(valueOf(await handlers.start({})).settings.theme).toBe('dark');
  });

  it('that can suddenly not be written any more are a failure that is told', async () => {
    const { handlers, folder } = await openPlayground();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    expect(failureOf(await handlers.saveSettings({ theme: 'dark' })).code).toBe('storage');
    expect(valueOf(await handlers.start({})).settings.theme).toBe('dark');
  });
});
