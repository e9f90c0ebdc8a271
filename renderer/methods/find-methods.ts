import { methods } from '#app/catalogue/catalogue.ts';
import type { Method, Parameter } from '#app/catalogue/method.ts';
import { nearestAmong, type FindNearest } from '#app/nearest-name.ts';
import { methodIndex, type MethodIndex } from './method-index.ts';
import { searchWords, stemOf, type SearchWord } from './search-words.ts';

/** How surely a word of a text is the one that was typed. */
const SURE = { same: 1, mistyped: 0.8, begins: 0.7, alike: 0.7 } as const;
/** What a question that is asked just so, or the exact name of a parameter, counts beside single words. */
const ASKED_SO = 60;

/** Of several words: how near to the likeliest method another must come, to be listed beside it. */
const NEAR = 0.2;
/** What a word is worth that every method has. */
const SLIGHTEST = 0.5;

const spellings = methods.map(({ name, label, id }) => inSmallLetters([name, label, id]));
/** Parameters and columns whose name is no plain word, such as `forceAutoNumber`. */
const wireNames = methods.map(({ content, parameters, returns }) =>
  inSmallLetters(
    [
      content,
      ...parameters.flatMap(namesOf),
      ...('columns' in returns ? (returns.columns ?? []) : []),
    ].filter((name) => /[A-Z_]/.test(name)),
  ),
);

/** Made on the first question: a window that opens has no use for it. */
let known: { readonly index: MethodIndex; readonly nearest: FindNearest } | undefined;

/**
 * The methods that a name, a plain question or a word of their help leads to, the likeliest first; all of them for an
 * empty query. Small words, endings and a typing error do not count, and common words stand for the field's own.
 */
export function findMethods(query: string): readonly Method[] {
  const wanted = query.trim().slice(0, 200);
  if (wanted === '') return methods;
  const words = searchWords(wanted);
  if (known === undefined) {
    const index = methodIndex(methods);
    known = { index, nearest: nearestAmong(index.written) };
  }
  const { index, nearest } = known;
  const meanings = words.map((word) => meaningsOf(word, index, nearest));
  const spelt = wanted.toLowerCase();
  const scored = methods.map((method, place) => {
    const gains = meanings.map((meaning) => gainOf(meaning, place, index));
    const met = gains.filter((gain) => gain > 0).length;
    const sum = gains.reduce((total, gain) => total + gain, 0);
    const called = spellings[place]?.has(spelt) === true;
    const asks = wireNames[place]?.has(spelt) === true ? ASKED_SO : 0;
    const holds = words.length > 1 && index.wholes[place]?.includes(spelt) === true;
    return { method, met, holds, score: called ? Infinity : sum + asks + likeness(meanings, place, index) };
  });
  // One word of a longer question may be about something else; a few words are all meant.
  const most = Math.max(1, ...scored.map(({ met }) => met));
  const enough = most > 2 ? most - 1 : most;
  const best = Math.max(...scored.map(({ score }) => (score === Infinity ? 0 : score)));
  const least = words.length > 1 ? best * NEAR : 0;
  return scored
    .filter(({ met, score, holds }) => holds || (met >= enough && score >= least))
    .toSorted((one, other) => (one.score === other.score ? 0 : other.score - one.score))
    .map(({ method }) => method);
}

function namesOf(parameter: Parameter): readonly string[] {
  if (parameter.kind !== 'payload') return [parameter.name];
  return [parameter.name, ...parameter.columns.map(({ name }) => name)];
}

function inSmallLetters(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.map((text) => text.toLowerCase()));
}

/** What a typed word may stand for. */
interface Meanings {
  /** Words of the texts, and how surely each is meant. */
  readonly words: ReadonlyMap<string, number>;
  /** How much the typed word says: the fewer methods have it, the more. */
  readonly worth: number;
}

function meaningsOf({ typed, stem, alike }: SearchWord, index: MethodIndex, nearest: FindNearest): Meanings {
  const words = new Map<string, number>();
  const take = (word: string, sure: number) => {
    if (index.weights.has(word) && (words.get(word) ?? 0) < sure) words.set(word, sure);
  };
  take(stem, SURE.same);
  if (stem.length > 1) {
    for (const word of index.weights.keys()) if (word.startsWith(stem)) take(word, SURE.begins);
  }
  const own = index.weights.has(stem) ? [stem] : [...words.keys()];
  for (const other of alike) take(other, SURE.alike);
  if (words.size === 0 && typed.length > 3) take(stemOf(nearest(typed) ?? ''), SURE.mistyped);
  const telling = own.length > 0 ? own : [...words.keys()];
  return { words, worth: Math.max(SLIGHTEST, ...telling.map((word) => rarity(word, index))) };
}

/** What a typed word says for a method: more where it stands in its name, less where many methods have it. */
function gainOf({ words, worth }: Meanings, place: number, index: MethodIndex): number {
  let most = 0;
  for (const [word, sure] of words) {
    const weight = index.weights.get(word)?.get(place) ?? 0;
    most = Math.max(most, sure * weight * Math.min(worth, rarity(word, index)));
  }
  return most;
}

const rarity = (word: string, { weights, phrases }: MethodIndex): number =>
  Math.log(1 + phrases.length / (weights.get(word)?.size ?? phrases.length));

/** How much the whole question is like one of the method's names or questions, squared: being close is what counts. */
function likeness(meanings: readonly Meanings[], place: number, index: MethodIndex): number {
  const asked = meanings.reduce((sum, { worth }) => sum + worth, 0);
  let best = 0;
  for (const phrase of index.phrases[place] ?? []) {
    const said = phrase.reduce((sum, word) => sum + rarity(word, index), 0);
    let met = 0;
    for (const { words, worth } of meanings) {
      let most = 0;
      for (const word of phrase)
        most = Math.max(most, (words.get(word) ?? 0) * (worth + rarity(word, index)));
      met += most;
    }
    if (met > 0) best = Math.max(best, Math.min(1, met / (asked + said)));
  }
  return ASKED_SO * best ** 2;
}
