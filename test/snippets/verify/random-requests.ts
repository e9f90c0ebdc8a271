import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { randomFrom } from '#test/app/request/random.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { requestOf } from '../requests.ts';

/** So many values are tried in each target. */
export const RANDOM_VALUES = 300;
const VALUES_PER_REQUEST = 50;
const SEED = 20_260_101;

/** Random texts, the same in every run; every third request is a multipart form. */
export function randomRequests(): readonly EncodedRequest[] {
  const random = randomFrom(SEED);
  const values = Array.from({ length: RANDOM_VALUES }, () => randomValue(random));
  return Array.from({ length: RANDOM_VALUES / VALUES_PER_REQUEST }, (_, index) => {
    const some = values.slice(index * VALUES_PER_REQUEST, (index + 1) * VALUES_PER_REQUEST);
    return requestOf(
      some.map((value, place) => [`value[${place}]`, value]),
      index % 3 === 2 ? 'multipart' : 'urlencoded',
    );
  });
}

/** Pieces of awkward values, characters of one byte and of any: what stands beside what is what escapes miss. */
function randomValue(random: () => number): string {
  const below = (end: number): number => Math.floor(random() * end);
  const piece = (): string => {
    const kind = random();
    if (kind < 0.4) return String.fromCharCode(below(128));
    if (kind < 0.6) return '\\\'"`$%#{}@\n\r\t\0<>&'.charAt(below(17));
    if (kind < 0.8) return (awkwardValues[below(awkwardValues.length)] ?? '').slice(0, 8);
    return String.fromCodePoint(below(0x11_0000));
  };
  return Array.from({ length: 1 + below(40) }, piece)
    .join('')
    .replaceAll(/\p{Surrogate}/gu, '');
}
