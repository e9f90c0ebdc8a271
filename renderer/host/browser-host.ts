import { callNames, type Host } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import { listenToEvents } from './event-stream.ts';

/** Milliseconds the stream gets to open. */
const OPENING = 10_000;

/** The host behind this page's own address. Calls never reject. */
export function connectBrowserHost(key: string): Host {
  const post = (path: string, type: string, body: string, signal?: AbortSignal) =>
    fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': type, 'X-Playground-Key': key },
      body,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      ...(signal === undefined ? {} : { signal }),
    });
  const events = listenToEvents(async () => {
    const opening = new AbortController();
    const timer = setTimeout(() => opening.abort(), OPENING);
    const response = await post('/events', 'application/json', '{}', opening.signal);
    clearTimeout(timer);
    return response.ok ? response.body : null;
  });
  const calls = callNames.map((name) => [
    name,
    async (args: unknown): Promise<Reply<unknown>> => {
      try {
        return await toReply(await post(`/call/${name}`, 'application/json', JSON.stringify(args)));
      } catch {
        return hostGone('The playground is no longer running behind this window.');
      }
    },
  ]);
  // The contract's table and this loop go over the same names, which the type system cannot see.
  return { ...Object.fromEntries(calls), on: events.on } as Host;
}

async function toReply(response: Response): Promise<Reply<unknown>> {
  if (response.ok) return response.json();
  const sentence = (await response.text()).trim();
  if (response.status === 401) return hostGone('This window belongs to a playground that has ended.');
  return {
    ok: false,
    failure: {
      code: response.status === 413 ? 'tooLarge' : 'internal',
      message: sentence,
      advice: response.status === 413 ? 'Nothing was sent.' : 'Reload the window and try again.',
    },
  };
}

function hostGone(message: string): Reply<never> {
  return {
    ok: false,
    failure: {
      code: 'hostGone',
      message,
      advice: 'Copy what you want to keep from here, then start it again with npm start.',
    },
  };
}
