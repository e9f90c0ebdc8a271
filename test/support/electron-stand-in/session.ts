import { record } from './records.ts';
import type { OnBeforeRequestListenerDetails, Protocol, Session, WebContents } from 'electron';

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type BeforeRequest = (
  details: OnBeforeRequestListenerDetails,
  callback: (response: { readonly cancel?: boolean }) => void,
) => void;

/** What the app set on a session, for the window and the controls to use. */
interface SessionState {
  readonly protocols: Map<string, ProtocolHandler>;
  checkPermission?: CheckHandler;
  requestPermission?: RequestHandler;
  beforeRequest?: BeforeRequest;
}

export class StandInSession {
  readonly #name: string;
  readonly state: SessionState = { protocols: new Map() };

  constructor(name: string) {
    this.#name = name;
  }

  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      record(`${this.#name}.protocol.handle`, scheme);
      this.state.protocols.set(scheme, handler);
    },
  } satisfies Pick<Protocol, 'handle'>;

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest): void => {
      record(`${this.#name}.webRequest.onBeforeRequest`);
      this.state.beforeRequest = listener;
    },
  };

  setPermissionCheckHandler(handler: CheckHandler): void {
    record(`${this.#name}.setPermissionCheckHandler`);
    this.state.checkPermission = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    record(`${this.#name}.setPermissionRequestHandler`);
    this.state.requestPermission = handler;
  }

  setDevicePermissionHandler(handler: (details: never) => boolean): void {
    record(`${this.#name}.setDevicePermissionHandler`, handler(undefined as never));
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    record(`${this.#name}.setSpellCheckerEnabled`, enabled);
  }

  async fetch(address: string, init?: RequestInit): Promise<Response> {
    record(`${this.#name}.fetch`, address);
    return fetch(address, init);
  }

  /** Whether the app lets the page send this request. */
  async allows(url: string): Promise<boolean> {
    const listener = this.state.beforeRequest;
    if (listener === undefined) return true;
    return new Promise((resolve) => {
      const details: unknown = { url };
      listener(details as OnBeforeRequestListenerDetails, ({ cancel }) => resolve(cancel !== true));
    });
  }

  /** What both permission handlers answer; without handlers Electron grants. */
  async permission(
    name: string,
    address: string,
  ): Promise<{ readonly check: boolean; readonly request: boolean }> {
    const { checkPermission, requestPermission } = this.state;
    const permission = name as Parameters<CheckHandler>[1] & Parameters<RequestHandler>[1];
    const contents: unknown = null;
    const details: unknown = { requestingUrl: address, isMainFrame: true };
    const request = new Promise<boolean>((resolve) => {
      if (requestPermission === undefined) return resolve(true);
      requestPermission(
        contents as WebContents,
        permission,
        resolve,
        details as Parameters<RequestHandler>[3],
      );
    });
    return {
      check:
        checkPermission?.(null, permission, originOf(address), details as Parameters<CheckHandler>[3]) ??
        true,
      request: await request,
    };
  }
}

/** Electron gives an origin with its last slash; `URL` knows no origin of `app:`. */
function originOf(address: string): string {
  const { protocol: scheme, host } = new URL(address);
  return `${scheme}//${host}/`;
}

const partitions = new Map<string, StandInSession>();

const defaultSession = new StandInSession('defaultSession');

export const session = {
  defaultSession,
  fromPartition: (partition: string, options?: { readonly cache: boolean }): StandInSession => {
    record('session.fromPartition', partition, options);
    const known = partitions.get(partition) ?? new StandInSession(`session(${partition})`);
    partitions.set(partition, known);
    return known;
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes): void => {
    record('protocol.registerSchemesAsPrivileged', schemes);
  },
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged'>;
