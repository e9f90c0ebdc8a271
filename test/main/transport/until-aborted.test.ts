import { expect, it } from 'vitest';
import { untilAborted } from '#main/transport/send.ts';

it('a promise that nobody waits for any more may fail without a trace', async () => {
  const unheard: unknown[] = [];
  const listen = (reason: unknown): void => {
    unheard.push(reason);
  };
  process.on('unhandledRejection', listen);
  const stopped = AbortSignal.abort('cancelled');
  await expect(untilAborted(Promise.reject(new Error('early')), stopped)).rejects.toBe('cancelled');
  const stopper = new AbortController();
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error('late')), 20);
  });
  const waiting = untilAborted(late, stopper.signal);
  stopper.abort('cancelled');
  await expect(waiting).rejects.toBe('cancelled');
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off('unhandledRejection', listen);
  expect(unheard).toEqual([]);
});
