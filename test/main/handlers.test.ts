import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { contract } from '#app/host/contract.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import { confStore } from '#main/documents/conf-store.ts';
import type { SaveSource } from '#main/save-file.ts';
import { failureOf, openPlayground, requestOf, valueOf } from '#test/support/open-playground.ts';

/** A playground that keeps what it is to save. */
async function openSaving() {
  const saved: { readonly content: string | Uint8Array; readonly fileName: string }[] = [];
  const { handlers } = await openPlayground({
    saveFile: (source: SaveSource, fileName: string) => {
      const content = 'path' in source ? readFileSync(source.path, 'utf8') : source.content;
      saved.push({ content, fileName });
      return Promise.resolve({ kind: 'saved', path: '/there' });
    },
  });
  return { handlers, saved };
}

/** What Python's own zip module reads in an archive, by path. */
function unpacked(archive: string | Uint8Array | undefined): Readonly<Record<string, string>> {
  const program =
    'import io, json, sys, zipfile; z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())); ' +
    'print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))';
  const { stdout } = spawnSync('python3', ['-c', program], { input: archive, maxBuffer: 100_000_000 });
  return JSON.parse(stdout.toString());
}

const exporting = { content: 'record', action: 'export', format: 'csv', type: 'flat' };

describe('saving', () => {
  it('an answer hands its file and a fitting name to the host', async () => {
    const { handlers, saved } = await openSaving();
    valueOf(await handlers.execute(requestOf('practice-classic', exporting, 'one')));
    expect(valueOf(await handlers.saveAnswer({ executionId: 'one' }))).toEqual({
      kind: 'saved',
      path: '/there',
    });
    expect(saved[0]?.fileName).toBe('export_records.csv');
    expect(saved[0]?.content).toMatch(/^record_id,/);
    await handlers.saveText({ fileName: '../../evil.R', text: 'code' });
    expect(saved[1]).toEqual({ content: 'code', fileName: 'evil.R' });
    expect(failureOf(await handlers.saveAnswer({ executionId: 'none' })).code).toBe('notFound');
  });

  it('a folder gives an archive whose files a common tool unpacks', async () => {
    const { handlers, saved } = await openSaving();
    const files = [
      { path: 'export_records.py', text: 'print("é")\n' },
      { path: '.gitignore', text: '.env\n' },
    ];
    valueOf(await handlers.saveFolder({ name: 'export_records', files }));
    expect(saved[0]?.fileName).toBe('export_records.zip');
    expect(unpacked(saved[0]?.content)).toEqual({
      'export_records/export_records.py': 'print("é")\n',
      'export_records/.gitignore': '.env\n',
    });
    for (const path of ['../evil', 'a/b', '..', '', 'C:evil']) {
      const wanted = { name: 'x', files: [{ path, text: '' }] };
      expect(contract.saveFolder.arguments.safeParse(wanted).success, path).toBe(false);
    }
  });

  it('sample code gives a program for every method, of one target or of all', async () => {
    const { handlers, saved } = await openSaving();
    const url = 'https://redcap.example.edu/api/';
    valueOf(await handlers.saveSampleCode({ url, languageId: 'python-requests' }));
    valueOf(await handlers.saveSampleCode({ url, languageId: null }));
    const [one, all] = saved.map(({ content }) => unpacked(content));
    expect(saved.map(({ fileName }) => fileName)).toEqual([
      'redcap-api-samples-python-requests.zip',
      'redcap-api-samples.zip',
    ]);
    const programs = Object.keys(one ?? {}).filter((path) => path.endsWith('.py'));
    expect(programs).toHaveLength(methods.length);
    const example = 'python-requests/export_records.py';
    const shown = all?.[`redcap-api-samples/${example}`];
    expect(shown).toContain(url);
    expect(shown).toBe(one?.[`redcap-api-samples-python-requests/${example}`]);
    for (const { id } of snippetTargets) {
      expect(
        Object.keys(all ?? {}).some((path) => path.startsWith(`redcap-api-samples/${id}/`)),
        id,
      ).toBe(true);
    }
    expect(failureOf(await handlers.saveSampleCode({ url, languageId: 'cobol' })).code).toBe('notFound');
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
