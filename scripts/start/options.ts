import { parseArgs } from 'node:util';

export interface StartOptions {
  /** The browser host even where the desktop host could be opened. */
  readonly browser: boolean;
  /** Tries Electron's download again, even if it failed lately. */
  readonly desktop: boolean;
  readonly stay: boolean;
  /** 0 picks a free one. */
  readonly port: number;
  readonly open: boolean;
}

export const usage = `Use: npm start -- [options]
  --browser   open in the browser, not in Electron
  --desktop   try again to download Electron's runtime
  --no-open   open no window; print the address (browser only)
  --port N    serve at this port (browser only)
  --stay      go on when the window is closed; Ctrl-C ends (browser only)`;

/** Reads the options. Throws an error whose message is fit to print. */
export function parseOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      browser: { type: 'boolean', default: false },
      desktop: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      stay: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port takes a number from 1 to 65535, not “${values.port}”.`);
  }
  const onlyBrowser = values['no-open'] || values.stay || port !== 0;
  if (values.desktop && (values.browser || onlyBrowser)) {
    throw new Error('--desktop goes with none of the other options.');
  }
  return {
    browser: values.browser || onlyBrowser,
    desktop: values.desktop,
    stay: values.stay,
    port,
    open: !values['no-open'],
  };
}
