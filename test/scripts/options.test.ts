import { expect, test } from 'vitest';
import { parseOptions } from '#scripts/start/options.ts';

test('without options Electron is preferred and a window opened', () => {
  expect(parseOptions([])).toEqual({ browser: false, desktop: false, stay: false, port: 0, open: true });
});

test('what only the browser host can do chooses it', () => {
  expect(parseOptions(['--stay'])).toMatchObject({ browser: true, stay: true });
  expect(parseOptions(['--no-open'])).toMatchObject({ browser: true, open: false });
  expect(parseOptions(['--port', '8080'])).toMatchObject({ browser: true, port: 8080 });
});

test.each([
  [['--nonsense']],
  [['--port', 'x']],
  [['--port', '65536']],
  [['--desktop', '--browser']],
  [['extra']],
])('%j is refused', (args) => {
  expect(() => parseOptions(args)).toThrow();
});
