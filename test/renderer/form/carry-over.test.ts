import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_UPLOAD_CHUNK, type Host } from '#app/host/contract.ts';
import { carryOver } from '#renderer/form/controls/carry-over.ts';

// Chromium has it, Node 24 has not yet.
beforeAll(() => {
  if ('toBase64' in Uint8Array.prototype) return;
  // oxlint-disable-next-line no-extend-native
  Object.defineProperty(Uint8Array.prototype, 'toBase64', {
    configurable: true,
    value(this: Uint8Array) {
      return Buffer.from(this).toString('base64');
    },
  });
});

/** A host that keeps what it was given by reference; `refusesAt` is the piece that it has no room for. */
function keepingHost(refusesAt = Infinity) {
  const kept = new Map<string, number>();
  let pieces = 0;
  const host: Pick<Host, 'openUpload' | 'appendUpload' | 'discardUpload'> = {
    openUpload: () => {
      kept.set('a', 0);
      return Promise.resolve({ ok: true, value: { reference: 'a' } });
    },
    appendUpload: ({ reference, base64 }) => {
      pieces += 1;
      if (pieces > refusesAt)
        return Promise.resolve({
          ok: false,
          failure: { code: 'storage', message: 'The file could not be copied.', advice: '' },
        });
      kept.set(reference, (kept.get(reference) ?? 0) + Buffer.from(base64, 'base64').length);
      return Promise.resolve({ ok: true, value: null });
    },
    discardUpload: ({ reference }) => {
      kept.delete(reference);
      return Promise.resolve({ ok: true, value: null });
    },
  };
  return { kept, host: host as Host };
}

const file = new File([new Uint8Array(MAX_UPLOAD_CHUNK + 5)], 'scan.pdf');

describe('A file that is carried to the host', () => {
  it('arrives whole, piece by piece', async () => {
    const { kept, host } = keepingHost();
    const shares: number[] = [];
    const carried = await carryOver(host, file, (share) => shares.push(share), new AbortController().signal);
    expect(carried).toEqual({ ok: true, value: { fileName: 'scan.pdf', reference: 'a' } });
    expect(kept.get('a')).toBe(MAX_UPLOAD_CHUNK + 5);
    expect(shares.at(-1)).toBe(1);
  });

  it.each([1, 2])(
    'is taken back when its form is left during piece %d, the last one included',
    async (left) => {
      const { kept, host } = keepingHost();
      const leaving = new AbortController();
      let pieces = 0;
      const carried = await carryOver(
        host,
        file,
        () => {
          pieces += 1;
          if (pieces === left) leaving.abort();
        },
        leaving.signal,
      );
      expect(carried).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
      expect([...kept]).toEqual([]);
    },
  );

  it('leaves nothing behind where the host has no room for a piece', async () => {
    const { kept, host } = keepingHost(1);
    const carried = await carryOver(host, file, () => undefined, new AbortController().signal);
    expect(carried).toMatchObject({ ok: false, failure: { code: 'storage' } });
    expect([...kept]).toEqual([]);
  });
});
