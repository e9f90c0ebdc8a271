import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const main = path.resolve(import.meta.dirname, '../../../../main');

const sources = readdirSync(main, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => path.join(entry.parentPath, entry.name))
  .map((file) => ({ file: path.relative(main, file), text: readFileSync(file, 'utf8') }));

describe('The sources of main', () => {
  it('use Electron in the desktop host alone', () => {
    const users = sources.filter(({ text }) => /from '(electron|electron-store)'/.test(text));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ file }) => !file.startsWith(path.join('hosts', 'desktop')))).toEqual([]);
  });

  it.each([
    ['hand addresses to the system to open', /shell\b.*from 'electron'|openExternal\(/],
    ['run text in the page', /executeJavaScript/],
    ['start a crash reporter or an updater', /crashReporter|autoUpdater|electron-updater/],
    ['switch features of Chromium on or off', /enableBlinkFeatures|experimentalFeatures|appendSwitch/],
    ['weaken a page', /webSecurity|allowRunningInsecureContent|allowpopups|nodeIntegrationIn/],
    ['switch the check of certificates off', /setCertificateVerifyProc|certificate-error|rejectUnauthorized/],
  ])('never %s', (_what, pattern) => {
    const desktop = sources.filter(({ file }) => file.startsWith(path.join('hosts', 'desktop')));
    expect(desktop.length).toBeGreaterThan(10);
    const code = desktop.map(({ file, text }) => ({
      file,
      text: text.replace(/^\s*(\*|\/\/|\/\*).*$/gm, ''),
    }));
    expect(code.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
