import { launch } from '#main/hosts/browser/launch.ts';

/*
 * A process that launches the browser host as `npm start` does, with a playground that answers nothing, and
 * as a user and on a display that may open windows. Arguments: the built page, a folder with the browser.
 */
const [pageFolder = '', browserFolder = ''] = process.argv.slice(2);
const end = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end.abort());

const print = (line: string) => process.stdout.write(`${line}\n`);

await launch({
  pageFolder,
  port: 0,
  stay: false,
  open: true,
  here: { platform: 'linux', env: { PATH: browserFolder, DISPLAY: ':0' }, userId: 1000 },
  print,
  end: end.signal,
  createPlayground: async () => ({
    answer: async () => ({ ok: true, value: null }),
    close: async () => void print('The playground was closed.'),
  }),
});
