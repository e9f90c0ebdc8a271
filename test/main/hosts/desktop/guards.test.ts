import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contentPolicy } from '#main/security/content-policy.ts';
import type { LaunchedApp } from '#test/support/electron-stand-in/launch.ts';
import { makeDesktopApp, quietPage, type DesktopApp } from './desktop-app.ts';

let desktop: DesktopApp;
let app: LaunchedApp;
let page: Page;
beforeAll(async () => {
  desktop = await makeDesktopApp(quietPage);
  app = desktop.launch();
  page = await app.page();
  await page.evaluate(() => Object.assign(globalThis, { marker: 'same document' }));
});
afterAll(() => desktop.remove());

/** The app's own account of what it did since the last time it was asked. */
let seen = 0;
async function news(did: string): Promise<readonly (readonly unknown[])[]> {
  const records = await app.ask('records');
  const fresh = records.slice(seen);
  seen = records.length;
  return fresh.filter((each) => each.did === did).map((each) => each.arguments);
}

const stillThere = (): Promise<unknown> => page.evaluate(() => Reflect.get(globalThis, 'marker') as unknown);

describe('Nothing leads the window away from its page:', () => {
  afterEach(async () => {
    await expect(stillThere()).resolves.toBe('same document');
    expect(page.url()).toBe('https://playground.invalid/');
  });

  const target = 'https://redcap.example.edu/';
  const prevented = [{ url: target, isMainFrame: true }, true];

  it('a link', async () => {
    await page.evaluate((href) => {
      const link = Object.assign(document.createElement('a'), { href, textContent: 'Link' });
      document.body.append(link);
      link.click();
    }, target);
    await expect.poll(() => news('webContents.will-navigate')).toEqual([prevented]);
  });

  it('a script that sets the location', async () => {
    await page.evaluate((href) => {
      location.href = href;
    }, target);
    await expect.poll(() => news('webContents.will-frame-navigate')).toEqual([prevented]);
  });

  it('a page that refreshes to another address', async () => {
    await page.evaluate((href) => {
      const meta = Object.assign(document.createElement('meta'), {
        httpEquiv: 'refresh',
        content: `0; url=${href}`,
      });
      document.head.append(meta);
    }, target);
    await expect.poll(() => news('webContents.will-navigate')).toEqual([prevented]);
  });

  it('another address of our own scheme', async () => {
    await page.evaluate(() => {
      location.href = '/main.js';
    });
    await expect
      .poll(() => news('webContents.will-navigate'))
      .toEqual([[{ url: 'app://playground/main.js', isMainFrame: true }, true]]);
  });

  it.each(['file:///etc/passwd', 'data:text/html,hello', 'javascript:void(document.title="changed")'])(
    '%s',
    async (href) => {
      await page.evaluate((address) => {
        const link = Object.assign(document.createElement('a'), { href: address, textContent: 'Link' });
        document.body.append(link);
        link.click();
      }, href);
      await page.waitForTimeout(200);
      await expect(page.title()).resolves.toBe('Test page');
    },
  );

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'the event %s is prevented',
    async (name) => {
      await expect(app.ask('emit', { name, url: target })).resolves.toBe(true);
    },
  );
});

describe('No other window opens:', () => {
  const target = 'https://redcap.example.edu/';

  afterEach(async () => {
    expect((await news('webContents.windowOpen')).map(([, allowed]) => allowed)).toEqual([false]);
    await expect.poll(() => page.context().pages()).toHaveLength(1);
  });

  it('by a script', async () => {
    await page.evaluate((href) => void open(href), target);
    await page.waitForTimeout(300);
  });

  it('by a link to a new window', async () => {
    await page.evaluate((href) => {
      const link = Object.assign(document.createElement('a'), {
        href,
        target: '_blank',
        textContent: 'Link',
      });
      document.body.append(link);
      link.click();
    }, target);
    await page.waitForTimeout(300);
  });

  it('by a middle click', async () => {
    await page.evaluate((href) => {
      document.body.append(Object.assign(document.createElement('a'), { href, textContent: 'Middle' }));
    }, target);
    await page.getByText('Middle').click({ button: 'middle' });
    await page.waitForTimeout(300);
  });
});

describe('The content policy', () => {
  it('comes with every file, missing ones too', async () => {
    const policies = await page.evaluate(() =>
      Promise.all(
        ['/', '/main.js', '/nothing.js'].map(async (path) => {
          const { headers, status } = await fetch(path);
          return [status, headers.get('Content-Security-Policy'), headers.get('X-Content-Type-Options')];
        }),
      ),
    );
    expect(policies).toEqual([
      [200, contentPolicy, 'nosniff'],
      [200, contentPolicy, 'nosniff'],
      [404, contentPolicy, 'nosniff'],
    ]);
  });

  it.each<[string, string, (address: string) => unknown]>([
    [
      'an inline script',
      'script-src-elem',
      () =>
        document.head.append(Object.assign(document.createElement('script'), { textContent: 'var ran = 1' })),
    ],
    [
      'an event handler in HTML',
      'script-src-attr',
      () => document.body.insertAdjacentHTML('beforeend', '<button onclick="window.ran = 1">Ran</button>'),
    ],
    [
      'a script of another host',
      'script-src-elem',
      (src) => document.head.append(Object.assign(document.createElement('script'), { src })),
    ],
    // oxlint-disable-next-line no-eval -- here to be stopped
    ['eval', 'script-src', () => setTimeout(() => globalThis.eval('1'), 0)],
    [
      'an image of another host',
      'img-src',
      (src) => document.body.append(Object.assign(document.createElement('img'), { src })),
    ],
    ['a request to another host', 'connect-src', (address) => void fetch(address).catch(() => undefined)],
    ['a beacon to another host', 'connect-src', (address) => navigator.sendBeacon(address, 'x')],
    ['a socket to another host', 'connect-src', () => void new WebSocket('wss://redcap.example.edu/')],
    [
      'a frame',
      'frame-src',
      (src) => document.body.append(Object.assign(document.createElement('iframe'), { src })),
    ],
    [
      'a form',
      'form-action',
      (action) => {
        const form = Object.assign(document.createElement('form'), { action, method: 'post' });
        document.body.append(form);
        form.submit();
      },
    ],
    [
      'a change of the page’s base address',
      'base-uri',
      (href) => document.head.append(Object.assign(document.createElement('base'), { href })),
    ],
    [
      'a worker made from text',
      'worker-src',
      () => void new Worker(URL.createObjectURL(new Blob(['self.close()'], { type: 'text/javascript' }))),
    ],
    [
      'a plug-in',
      'object-src',
      (data) => document.body.append(Object.assign(document.createElement('object'), { data })),
    ],
  ])('stops %s', async (_what, directive, attempt) => {
    await page.evaluate(() => {
      const violation = new Promise<string>((resolve) => {
        const heard = (event: SecurityPolicyViolationEvent): void => resolve(event.effectiveDirective);
        document.addEventListener('securitypolicyviolation', heard, { once: true });
        setTimeout(() => resolve('nothing was stopped'), 2_000);
      });
      Object.assign(globalThis, { violation });
    });
    await page.evaluate(attempt, 'https://redcap.example.edu/x');
    const violated = await page.evaluate(() => Reflect.get(globalThis, 'violation') as Promise<string>);
    expect(violated).toBe(directive);
  });
});

describe('The page’s protocol', () => {
  it.each([
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/..%5cpackage.json',
    '/%2fetc%2fpasswd',
    '//etc/passwd',
    '/index.html%00',
    '/INDEX.html',
    '/main.js/',
    '/preload.cjs',
  ])('has nothing at %s', async (path) => {
    const status = await page.evaluate(async (asked) => {
      const { origin } = location;
      return (await fetch(`${origin}${asked}`)).status;
    }, path);
    expect(status).toBe(404);
  });

  it('answers nothing but GET', async () => {
    const status = await page.evaluate(async () => (await fetch('/main.js', { method: 'POST' })).status);
    expect(status).toBe(404);
  });
});

describe('Where the content policy is switched off, a request', () => {
  it('to another host is stopped all the same', async () => {
    const other = desktop.launch();
    const open = await other.page();
    const devtools = await open.context().newCDPSession(open);
    await devtools.send('Page.setBypassCSP', { enabled: true });
    await other.ask('reload');
    const outcome = await open.evaluate(() =>
      fetch('https://redcap.example.edu/').then(
        () => 'sent',
        () => 'stopped',
      ),
    );
    expect(outcome).toBe('stopped');
    const records = await other.ask('records');
    expect(records.filter(({ did }) => did === 'session.cancelled').map((each) => each.arguments)).toEqual([
      ['https://redcap.example.edu/'],
    ]);
    expect(records.filter(({ did }) => did === 'session.escaped')).toEqual([]);
    await other.quit();
  });
});

describe('The page may', () => {
  it('write to the clipboard', async () => {
    await expect(
      app.ask('permission', { name: 'clipboard-sanitized-write', address: 'app://playground/' }),
    ).resolves.toEqual({ check: true, request: true });
  });

  it.each([
    'clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'local-fonts',
    'media',
    'midi',
    'midiSysex',
    'notifications',
    'openExternal',
    'pointerLock',
    'serial',
    'storage-access',
    'usb',
    'window-management',
    'unknown',
  ])('not use %s', async (name) => {
    await expect(app.ask('permission', { name, address: 'app://playground/' })).resolves.toEqual({
      check: false,
      request: false,
    });
  });

  it('not pass its right on: another page may not even write to the clipboard', async () => {
    for (const address of ['https://redcap.example.edu/', 'app://playground.example.edu/', 'app://other/']) {
      await expect(app.ask('permission', { name: 'clipboard-sanitized-write', address })).resolves.toEqual({
        check: false,
        request: false,
      });
    }
  });

  it('in Chromium: copy, but neither locate, notify, film nor read the clipboard', async () => {
    const states = await page.evaluate(async () => {
      const state = async (name: string): Promise<string> =>
        (await navigator.permissions.query({ name: name as PermissionName })).state;
      return {
        copy: await navigator.clipboard.writeText('copied').then(
          () => 'done',
          () => 'denied',
        ),
        read: await navigator.clipboard.readText().then(
          () => 'done',
          () => 'denied',
        ),
        geolocation: await state('geolocation'),
        notifications: await state('notifications'),
        camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
          () => 'done',
          () => 'denied',
        ),
      };
    });
    expect(states).toEqual({
      copy: 'done',
      read: 'denied',
      geolocation: 'denied',
      notifications: 'denied',
      camera: 'denied',
    });
  });
});
