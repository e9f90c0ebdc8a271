import { codeFor } from '#app/snippets/code-for.ts';
import { inputByHand, requestOf } from '../requests.ts';
import type { Check } from './tasks.ts';
import type { Way } from './ways.ts';

/** Halves of characters at the ends, in the middle, and in the wrong order. */
const broken = ['\ud800', 'a\udc00b', '\udc00\ud800', 'ends in \ud83d'];

/** What cannot be sent is refused with the name of its field, by every target, and no program is written. */
export function refusesBrokenPairs(way: Way): Check {
  const request = requestOf([['a', 'whole']]);
  const input = inputByHand(request, 'https://redcap.example.edu/api/');
  const written = broken.filter((value) => {
    const fields = [...request.fields, { kind: 'text', name: 'note', value } as const];
    const code = codeFor(way.target, { ...input, request: { ...request, fields } });
    return code.kind !== 'refused' || !code.reason.includes('note');
  });
  return {
    way,
    of: { name: 'lone surrogates', trial: 'lone surrogates', methodId: null, input },
    verdict:
      written.length === 0
        ? { kind: 'passed' }
        : { kind: 'failed', text: `It writes a program for ${JSON.stringify(written)}.` },
  };
}
