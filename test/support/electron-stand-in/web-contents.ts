import { EventEmitter } from 'node:events';
import type { Frame, Page, Request as PageRequest, Route } from '@playwright/test';
import { deliver } from './ipc-main.ts';
import { toChromium, toElectron } from './page-mapping.ts';
import { DELIVER_FUNCTION } from './preload-script.ts';
import { record } from './records.ts';
import type { StandInSession } from './session.ts';
import type { WindowOpenHandlerResponse } from 'electron';

type OpenHandler = (details: { readonly url: string }) => WindowOpenHandlerResponse;

/** One page in Chromium, seen as Electron shows it to the app. */
export class StandInWebContents extends EventEmitter {
  readonly session: StandInSession;
  #page: Page | undefined;
  #openHandler: OpenHandler | undefined;
  /** The address that the app itself is loading, which no guard sees. */
  #loading: string | undefined;

  constructor(session: StandInSession) {
    super();
    this.session = session;
  }

  get mainFrame(): { readonly origin: string; readonly processId: number; readonly frameToken: string } {
    return { origin: toElectron(originOf(this.page.mainFrame().url())), processId: 1, frameToken: 'main' };
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('The window has no page yet.');
    return this.#page;
  }

  attach(page: Page): void {
    this.#page = page;
  }

  async load(address: string): Promise<void> {
    this.#loading = address;
    await this.page.goto(toChromium(address));
    this.#loading = undefined;
  }

  async reload(): Promise<void> {
    this.#loading = toElectron(this.page.url());
    await this.page.reload();
    this.#loading = undefined;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    record('webContents.setWindowOpenHandler');
    this.#openHandler = handler;
  }

  /** Whether the app lets the page open a window; Electron's default is that it may. */
  mayOpen(url: string): boolean {
    const allowed = this.#openHandler === undefined || this.#openHandler({ url }).action === 'allow';
    record('webContents.windowOpen', url, allowed);
    return allowed;
  }

  send(channel: string, ...args: readonly unknown[]): void {
    record('webContents.send', channel, ...args);
    void this.page
      .evaluate(
        ([name, to, content]) => {
          const receive: unknown = Reflect.get(globalThis, name);
          if (typeof receive === 'function') receive(to, content);
        },
        [DELIVER_FUNCTION, channel, args] as const,
      )
      .catch(() => undefined);
  }

  /** What `ipcRenderer.invoke` of a frame does. */
  async invoked(frame: Frame, channel: string, args: readonly unknown[]): Promise<unknown> {
    const main = frame === this.page.mainFrame();
    const senderFrame = main
      ? this.mainFrame
      : // An about:blank frame has its parent's origin, as in Chromium.
        {
          origin: frame.url() === 'about:blank' ? this.mainFrame.origin : originOf(frame.url()),
          processId: 1,
          frameToken: 'child',
        };
    return deliver({ sender: this, senderFrame }, channel, args);
  }

  /** Emits an event that the app may prevent; answers whether it did. */
  prevented(name: string, details: object, ...more: readonly unknown[]): boolean {
    let prevented = false;
    const event = {
      ...details,
      preventDefault: () => {
        prevented = true;
      },
    };
    this.emit(name, event, ...more);
    record(`webContents.${name}`, details, prevented);
    return prevented;
  }

  /** Passes a request of this page on to the app's guards and its protocol handler. */
  async route(route: Route, request: PageRequest): Promise<void> {
    const url = toElectron(request.url());
    if (request.isNavigationRequest() && !this.#mayNavigate(request.frame(), url)) {
      return route.abort('aborted');
    }
    if (!(await this.session.allows(url))) {
      record('session.cancelled', url);
      return route.abort('blockedbyclient');
    }
    const handler = this.session.state.protocols.get(new URL(url).protocol.replace(':', ''));
    if (handler === undefined) {
      // Nothing of a test may reach a network; the tests look for this record.
      record('session.escaped', url);
      return route.abort('internetdisconnected');
    }
    const response = await handler(
      new Request(url, { method: request.method(), headers: request.headers() }),
    );
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  #mayNavigate(frame: Frame, url: string): boolean {
    const isMainFrame = frame === this.page.mainFrame();
    if (isMainFrame && this.#loading === url) return true;
    const prevented = [
      this.prevented('will-frame-navigate', { url, isMainFrame }),
      isMainFrame && this.prevented('will-navigate', { url, isMainFrame }),
    ];
    return !prevented.includes(true);
  }
}

function originOf(address: string): string {
  return address === '' ? '' : new URL(address).origin;
}
