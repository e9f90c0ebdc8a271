import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { windowArguments } from '#main/hosts/browser/open-window.ts';
import { chooseOpening } from '#main/hosts/browser/opening.ts';

/** A folder with programs that can be run. */
async function installed(...programs: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'browsers-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const program of programs) {
    await mkdir(dirname(join(folder, program)), { recursive: true });
    await writeFile(join(folder, program), '');
    await chmod(join(folder, program), 0o755);
  }
  return folder;
}

const linux = (folder: string, env: Readonly<Record<string, string>> = { DISPLAY: ':0' }, userId = 1000) =>
  chooseOpening({ platform: 'linux', env: { PATH: folder, ...env }, userId });

test('Chrome comes before Edge, and Edge before Chromium', async () => {
  const all = await installed('chromium', 'microsoft-edge', 'google-chrome');
  expect(linux(all)).toMatchObject({ kind: 'window', browser: { name: 'Google Chrome', snap: false } });
  expect(linux(await installed('chromium', 'microsoft-edge'))).toMatchObject({
    browser: { name: 'Microsoft Edge' },
  });
  expect(linux(await installed('chromium-browser'))).toMatchObject({ browser: { name: 'Chromium' } });
});

test('a file that cannot be run is no browser', async () => {
  const folder = await installed('google-chrome', 'chromium');
  await chmod(join(folder, 'google-chrome'), 0o644);
  expect(linux(folder)).toMatchObject({ browser: { name: 'Chromium' } });
});

test('browsers are found in the application folders of macOS and Windows', async () => {
  const home = await installed('Applications/Chromium.app/Contents/MacOS/Chromium');
  expect(chooseOpening({ platform: 'darwin', env: { HOME: home }, userId: 501 })).toMatchObject({
    browser: { name: 'Chromium' },
  });
  const local = await installed('\\Google\\Chrome\\Application\\chrome.exe');
  const windows = { platform: 'win32', env: { LOCALAPPDATA: `${local}/` }, userId: null } as const;
  expect(chooseOpening(windows)).toMatchObject({ browser: { name: 'Google Chrome' } });
});

test('without a display, as root, or without a browser, the address is printed and the reason said', async () => {
  const folder = await installed('chromium');
  expect(linux(folder, {})).toEqual({ kind: 'address', reason: 'There is no display here.' });
  expect(linux(folder, { WAYLAND_DISPLAY: 'wayland-0' })).toMatchObject({ kind: 'window' });
  expect(linux(folder, { DISPLAY: ':0' }, 0)).toMatchObject({
    kind: 'address',
    reason: expect.stringContaining('root'),
  });
  expect(linux(await installed())).toMatchObject({
    kind: 'address',
    reason: 'No Chrome, Edge or Chromium was found.',
  });
});

test('a link that leads nowhere is no browser', async () => {
  const folder = await installed();
  await symlink('/nowhere', join(folder, 'chromium'));
  expect(linux(folder)).toMatchObject({ kind: 'address' });
});

test('the browser’s sandbox is never switched off, and nothing is asked or sent in the background', () => {
  const args = windowArguments('file:///x/open.html', '/x/profile');
  expect(
    args.filter((each) => /sandbox|web-security|ignore-certificate|remote-debugging/.test(each)),
  ).toEqual([]);
  expect(args).toEqual(
    expect.arrayContaining([
      '--app=file:///x/open.html',
      '--user-data-dir=/x/profile',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
    ]),
  );
});
