import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '#app/host/settings.ts';
import { confStore } from '#main/documents/conf-store.ts';
import { migrate } from '#main/documents/migrations.ts';
import { openDocument } from '#main/documents/open-document.ts';
import { temporaryFolder } from '#test/support/open-playground.ts';

const connection = {
  id: 'one',
  title: 'Trial',
  url: 'https://redcap.example.edu/api/',
  tokenKind: 'project',
  lastFour: 'CDEF',
  addedAt: '2026-11-23T10:00:00.000Z',
  sealed: 'c2VhbGVk',
} as const;

const stored = (changed: object = {}): string =>
  JSON.stringify({
    version: 1,
    settings: { ...defaultSettings, theme: 'dark' },
    connections: [connection],
    ...changed,
  });

function folderWith(text: string): { readonly folder: string; readonly file: string } {
  const folder = temporaryFolder();
  const file = join(folder, 'settings.json');
  writeFileSync(file, text);
  return { folder, file };
}

describe('the stored document', () => {
  it('begins with the defaults in a file only this user can read', () => {
    const folder = join(temporaryFolder(), 'not', 'yet', 'there');
    const document = openDocument(confStore(folder));
    expect(document.notices).toEqual([]);
    expect(document.current().settings).toEqual(defaultSettings);
    expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
  });

  it('is there again after a restart', () => {
    const folder = temporaryFolder();
    const written = openDocument(confStore(folder)).update((current) => ({
      ...current,
      connections: [connection],
    }));
    expect(written).toBe(true);
    expect(openDocument(confStore(folder)).current().connections).toEqual([connection]);
  });

  it('keeps what another window has stored meanwhile', () => {
    const folder = temporaryFolder();
    const first = openDocument(confStore(folder));
    const second = openDocument(confStore(folder));
    first.update((current) => ({ ...current, connections: [connection] }));
    second.update((current) => ({ ...current, settings: { ...current.settings, theme: 'light' } }));
    expect(openDocument(confStore(folder)).current()).toMatchObject({
      connections: [connection],
      settings: { theme: 'light' },
    });
  });

  it('gives a setting that an older release did not know its default', () => {
    const { theme, ...others } = defaultSettings;
    const { folder } = folderWith(stored({ settings: others }));
    const document = openDocument(confStore(folder));
    expect(document.notices).toEqual([]);
    expect(document.current().settings.theme).toBe(theme);
    expect(document.current().connections).toEqual([connection]);
  });
});

describe('a damaged document', () => {
  it.each(['', '{"version":1,"settings"', '[1,2]', 'null', '{"version":"one"}', '\u0000\u0001'])(
    'is kept beside the new one, and the user is told: %j',
    (text) => {
      const { folder } = folderWith(text);
      const document = openDocument(confStore(folder));
      expect(document.current().settings).toEqual(defaultSettings);
      expect(document.notices).toHaveLength(1);
      const aside = readdirSync(folder).filter((name) => name.includes('.damaged-'));
      expect(aside).toEqual(['settings.json.damaged-1']);
      expect(readFileSync(join(folder, 'settings.json.damaged-1'), 'utf8')).toBe(text);
      expect(document.notices[0]).toContain('settings.json.damaged-1');
      expect(openDocument(confStore(folder)).notices).toEqual([]);
    },
  );

  it('never overwrites an earlier one that was kept', () => {
    const { folder, file } = folderWith('first');
    openDocument(confStore(folder));
    writeFileSync(file, 'second');
    openDocument(confStore(folder));
    expect(readFileSync(`${file}.damaged-1`, 'utf8')).toBe('first');
    expect(readFileSync(`${file}.damaged-2`, 'utf8')).toBe('second');
  });

  it('still gives what can be read of it', () => {
    const broken = { ...connection, id: 'two', url: 'http://redcap.example.edu/api/' };
    const { folder } = folderWith(
      stored({ settings: { theme: 'purple' }, connections: [broken, connection, 7] }),
    );
    const document = openDocument(confStore(folder));
    expect(document.current().connections).toEqual([connection]);
    expect(document.current().settings).toEqual(defaultSettings);
    expect(document.notices).toHaveLength(1);
  });
});

describe('a document that cannot be written', () => {
  it('is kept in memory, and the user is told', () => {
    const folder = join(temporaryFolder(), 'a-file');
    writeFileSync(folder, 'stands where the folder should be');
    const document = openDocument(confStore(folder));
    expect(document.lasting).toBe(false);
    expect(document.notices).toEqual([expect.stringMatching(/only until you close the app\.$/)]);
    expect(document.update((current) => ({ ...current, connections: [connection] }))).toBe(false);
    expect(document.current().connections).toEqual([connection]);
  });

  it('of a newer release is left as it is', () => {
    const text = stored({ version: 2, connections: 'in a new shape' });
    const { folder, file } = folderWith(text);
    const document = openDocument(confStore(folder));
    document.update((current) => ({ ...current, connections: [connection] }));
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(document.notices[0]).toContain('newer version');
    expect(existsSync(`${file}.damaged-1`)).toBe(false);
  });
});

describe('migrations', () => {
  const steps = [
    (document: object) => ({ ...document, two: true }),
    (document: object) => ({ ...document, three: true }),
  ];

  it('run one after the other from the version stored', () => {
    expect(migrate({ version: 1 }, steps)).toEqual({
      kind: 'current',
      document: { version: 3, two: true, three: true },
    });
    expect(migrate({ version: 2 }, steps)).toEqual({
      kind: 'current',
      document: { version: 3, three: true },
    });
    expect(migrate({ version: 4 }, steps)).toEqual({ kind: 'newer' });
  });

  it('that fail leave the document as unreadable', () => {
    const failing = () => {
      throw new Error('no');
    };
    expect(migrate({ version: 1 }, [failing])).toEqual({ kind: 'unreadable' });
  });
});
