import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPageFiles, type PageFile } from '#main/security/page-files.ts';

describe('The list of the page’s files', () => {
  let folder = '';
  let files: ReadonlyMap<string, PageFile> = new Map();

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'page-files-'));
    const page = path.join(folder, 'page');
    await mkdir(path.join(page, 'assets'), { recursive: true });
    await writeFile(path.join(folder, 'secret.html'), 'secret');
    await writeFile(path.join(page, 'index.html'), '<!doctype html>');
    await writeFile(path.join(page, 'assets/main.js'), '');
    await writeFile(path.join(page, 'assets/main.js.map'), '{}');
    await writeFile(path.join(page, 'notes.txt'), '');
    await symlink(path.join(folder, 'secret.html'), path.join(page, 'linked.html'));
    await symlink(folder, path.join(page, 'linked-folder'));
    files = await listPageFiles(page);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('holds the built files by their exact path, and the start page as /', () => {
    expect([...files.keys()].sort()).toEqual(['/', '/assets/main.js', '/index.html']);
    expect(files.get('/')).toEqual(files.get('/index.html'));
    expect(files.get('/assets/main.js')?.mediaType).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    ['a way up', '/../secret.html'],
    ['an encoded way up', '/..%2fsecret.html'],
    ['a doubly encoded way up', '/%252e%252e/secret.html'],
    ['a way up with backslashes', '/..\\secret.html'],
    ['an absolute path', '//etc/passwd'],
    ['a drive letter', '/C:/Windows/win.ini'],
    ['a NUL', '/index.html\0.js'],
    ['an encoded NUL', '/index.html%00'],
    ['another case', '/INDEX.HTML'],
    ['a dot in the way', '/./index.html'],
    ['a doubled slash', '//index.html'],
    ['a last slash', '/index.html/'],
    ['a stream of NTFS', '/index.html::$DATA'],
    ['a symbolic link to a file', '/linked.html'],
    ['a symbolic link to a folder', '/linked-folder/secret.html'],
    ['a source map', '/assets/main.js.map'],
    ['a file of an unknown type', '/notes.txt'],
    ['a folder', '/assets'],
    ['a property of every object', '__proto__'],
  ])('does not hold %s', (_trick, asked) => {
    expect(files.get(asked)).toBeUndefined();
  });

  it('is refused with a sentence when the page is not built', async () => {
    await expect(listPageFiles(path.join(folder, 'page/assets'))).rejects.toThrow('The page is not built');
  });
});
