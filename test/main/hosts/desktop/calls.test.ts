import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callNames } from '#app/host/contract.ts';
import type { LaunchedApp } from '#test/support/electron-stand-in/launch.ts';
import { hearCommand, makeDesktopApp, quietPage, type DesktopApp, type ExposedPage } from './desktop-app.ts';

let desktop: DesktopApp;
let app: LaunchedApp;
beforeAll(async () => {
  desktop = await makeDesktopApp(quietPage);
  app = desktop.launch();
  await app.page();
});
afterAll(() => desktop.remove());

const refused = {
  ok: false,
  failure: expect.objectContaining({ message: 'This call did not come from the app’s own page.' }),
};
const started = { ok: true, value: expect.objectContaining({ host: 'desktop' }) };
const ourFrame = { origin: 'app://playground', processId: 1, frameToken: 'main' };

describe('What the preload gives to the page', () => {
  it('is one frozen object with one method per call of the contract, and on', async () => {
    const page = await app.page();
    const shape = await page.evaluate(() => {
      const { playground } = globalThis as unknown as ExposedPage;
      return {
        frozen: Object.isFrozen(playground),
        members: Object.entries(playground).map(([name, member]) => [name, typeof member]),
      };
    });
    expect(shape.frozen).toBe(true);
    expect(shape.members).toEqual([...callNames, 'on'].map((name) => [name, 'function']));
  });

  it('is all there is: the page sees neither Electron nor Node', async () => {
    const page = await app.page();
    const powers = await page.evaluate(() =>
      ['require', 'process', 'module', 'global', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(powers).toEqual([]);
  });

  it('hands an event’s content to the page and nothing of Electron’s event', async () => {
    const heard = await hearCommand(await app.page());
    await app.ask('chooseMenuEntry', { id: 'execute' });
    await expect(heard()).resolves.toEqual([{ commandId: 'execute' }]);
  });

  it('passes plain data only: what JSON cannot carry arrives without it', async () => {
    const page = await app.page();
    const reply = await page.evaluate(async () => {
      const { playground } = globalThis as unknown as ExposedPage;
      return playground.start({ run: () => 'code', toString: undefined });
    });
    expect(reply).toEqual(started);
  });
});

describe('A call from', () => {
  const call = (frame: typeof ourFrame | null, otherWindow = false): Promise<unknown> =>
    app.ask('deliver', { channel: 'playground:call:start', args: ['{}'], frame, otherWindow });

  it('our page is answered', async () => {
    await expect(call(ourFrame)).resolves.toEqual(started);
  });

  it('another origin in our window is refused', async () => {
    await expect(call({ ...ourFrame, origin: 'https://redcap.example.edu' })).resolves.toEqual(refused);
  });

  it('our page in another window is refused', async () => {
    await expect(call(ourFrame, true)).resolves.toEqual(refused);
  });

  it('a frame that is gone is refused', async () => {
    await expect(call(null)).resolves.toEqual(refused);
  });

  it('an about:blank frame within our page, in Chromium, is refused', async () => {
    const page = await app.page();
    const reply = await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const invoke: unknown = Reflect.get(Object(frame.contentWindow), '__electronStandInInvoke');
      if (typeof invoke !== 'function') return 'the frame has no way to call';
      return invoke('playground:call:start', ['{}']) as Promise<unknown>;
    });
    expect(reply).toEqual(refused);
  });
});

describe('Arguments that', () => {
  const call = (text: unknown): Promise<unknown> =>
    app.ask('deliver', {
      channel: 'playground:call:readRows',
      args: [text],
      frame: ourFrame,
      otherWindow: false,
    });
  const invalid = { ok: false, failure: expect.objectContaining({ code: 'invalidArguments' }) };

  it.each([
    ['are no JSON', '{'],
    ['are no text', { executionId: 'x', from: 0, count: 1 }],
    ['are missing', undefined],
    ['do not fit the contract', '{"executionId":"x","from":-1,"count":1}'],
    ['hold more than the contract', '{"executionId":"x","from":0,"count":1,"path":"/etc/passwd"}'],
  ])('%s are refused', async (_what, text) => {
    await expect(call(text)).resolves.toEqual(invalid);
  });

  it('name a call that is not in the contract find nobody', async () => {
    await expect(
      app.ask('deliver', {
        channel: 'playground:call:constructor',
        args: ['{}'],
        frame: ourFrame,
        otherWindow: false,
      }),
    ).rejects.toThrow('No handler registered');
  });
});
