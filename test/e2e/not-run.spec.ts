import { electronObstacle } from './hosts/electron-host.ts';
import { test } from './suite.ts';

// Stands for the whole suite where Electron cannot be started (see playwright.config.ts).
test('the end-to-end suite on Electron', () => {
  test.skip(true, electronObstacle() ?? 'not run');
});
