import { eventNames, type EventName, type HostEvents } from '#app/host/contract.ts';

type Listener<Name extends EventName> = (event: HostEvents[Name]) => void;
type Listeners = { readonly [Name in EventName]: Set<Listener<Name>> };

/** The page's side of the event stream. */
export interface EventStream {
  /** Subscribes; the answer ends the subscription. */
  readonly on: <Name extends EventName>(name: Name, listener: Listener<Name>) => () => void;
}

/** Milliseconds before a lost stream is opened again. */
const RETRY = 1000;

/**
 * Holds the host's event stream open for the life of the page; the open stream is also how the host knows
 * that its page is there. `open` starts one stream: null means that the host does not know this page, and
 * ends the attempts; it rejects when the host does not answer.
 */
export function listenToEvents(open: () => Promise<ReadableStream<Uint8Array> | null>): EventStream {
  const listeners: Listeners = { progress: new Set(), outline: new Set(), command: new Set() };
  void keepOpen(open, (line) => deliver(listeners, line));
  return {
    on: (name, listener) => {
      const set: Set<typeof listener> = listeners[name];
      set.add(listener);
      return () => void set.delete(listener);
    },
  };
}

async function keepOpen(
  open: () => Promise<ReadableStream<Uint8Array> | null>,
  onLine: (line: string) => void,
): Promise<void> {
  for (;;) {
    try {
      const stream = await open();
      if (stream === null) return;
      await readLines(stream, onLine);
    } catch {
      // The host is away; each call says so to the user, the stream only tries again.
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
}

async function readLines(stream: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    lines.filter((line) => line !== '').forEach(onLine);
  }
}

function deliver(listeners: Listeners, line: string): void {
  const { name, event }: { name: EventName; event: never } = JSON.parse(line);
  if (!eventNames.includes(name)) return;
  for (const listener of listeners[name]) listener(event);
}
