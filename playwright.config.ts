import { defineConfig } from '@playwright/test';
import { findBrowser } from '#main/hosts/browser/find-browser.ts';
import { electronObstacle } from '#test/e2e/hosts/electron-host.ts';
import type { SuiteOptions } from '#test/e2e/suite.ts';

const browser = findBrowser(process);
if (browser === null) throw new Error('The end-to-end suite needs Chrome, Edge or Chromium.');
// In tests only: Chromium's sandbox refuses to run as root.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

// Where Electron cannot run, its project is one test that is skipped with the reason.
const notRun = electronObstacle() === null ? {} : { testMatch: 'not-run.spec.ts' };

/** One suite for every host, run in a browser that is installed already. */
export default defineConfig<SuiteOptions>({
  testDir: 'test/e2e',
  testIgnore: 'not-run.spec.ts',
  outputDir: 'test-results/artifacts',
  globalSetup: './test/e2e/build-first.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { launchOptions: { executablePath: browser.path, args: asRoot } },
  projects: [
    { name: 'browser-host', use: { host: 'browser-host' } },
    { name: 'desktop-stand-in', use: { host: 'desktop-stand-in' } },
    { name: 'desktop-electron', use: { host: 'desktop-electron' }, testIgnore: [], ...notRun },
  ],
});
