import type { ServerResponse } from 'node:http';
import type { EventName, HostEvents } from '#app/host/contract.ts';

/** Milliseconds between signs of life on a quiet stream. */
const HEARTBEAT = 15_000;

/** The pages that listen. Each holds one stream open for as long as it lives. */
export interface EventStreams {
  readonly emit: <Name extends EventName>(name: Name, event: HostEvents[Name]) => void;
  /** Makes a response one more stream, until its page goes. */
  readonly add: (response: ServerResponse) => void;
  readonly count: () => number;
  /** Calls back whenever the number of pages changes. */
  readonly onChange: (listener: (pages: number) => void) => void;
  readonly close: () => void;
}

/** Streams of one JSON object per line, `{"name", "event"}`; an empty line is a sign of life. */
export function createEventStreams(): EventStreams {
  const streams = new Set<ServerResponse>();
  const listeners: ((pages: number) => void)[] = [];
  const changed = () => listeners.forEach((listener) => listener(streams.size));
  const send = (line: string) => streams.forEach((stream) => stream.write(`${line}\n`));
  const heartbeat = setInterval(() => send(''), HEARTBEAT);
  heartbeat.unref();

  return {
    emit: (name, event) => send(JSON.stringify({ name, event })),
    add: (response) => {
      streams.add(response);
      response.on('close', () => {
        streams.delete(response);
        changed();
      });
      response.write('\n');
      changed();
    },
    count: () => streams.size,
    onChange: (listener) => void listeners.push(listener),
    close: () => {
      clearInterval(heartbeat);
      streams.forEach((stream) => stream.end());
    },
  };
}
