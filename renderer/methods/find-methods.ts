import MiniSearch from 'minisearch';
import { methods } from '#app/catalogue/catalogue.ts';
import type { Method } from '#app/catalogue/method.ts';
import { isMark, tellingWords, termsOf } from './search-words.ts';
import { writtenLines, type WrittenLine } from './written-lines.ts';

/** Of several words: how near to the likeliest method another must come, to be listed beside it. */
const NEAR = 0.2;

/** Made on the first question: a window that opens has no use for it. */
let index: MiniSearch<WrittenLine> | undefined;

/**
 * The methods that a name, a plain question or a word of their help leads to, the likeliest first; all of them for an
 * empty query. Small words, endings and a typing error do not count, and common words stand for the field's own.
 */
export function findMethods(query: string): readonly Method[] {
  const wanted = query.trim().slice(0, 200);
  if (wanted === '') return methods;
  index ??= indexOfLines();
  const words = tellingWords(wanted).map(termsOf);
  // For a method counts the one of its lines that is most like the question.
  const scores = new Map<Method, number>();
  for (const { id, score, queryTerms } of index.search(wanted)) {
    const { method }: WrittenLine = id;
    const met = words.filter((terms) => terms.some((term) => queryTerms.includes(term))).length;
    scores.set(method, Math.max(score * met, scores.get(method) ?? 0));
  }
  const least = words.length > 1 ? NEAR * Math.max(...scores.values()) : 0;
  const rank = (method: Method): number =>
    isCalled(method, wanted) ? Number.MAX_VALUE : (scores.get(method) ?? 0);
  return methods
    .filter((method) => scores.has(method) && rank(method) >= least)
    .toSorted((one, other) => rank(other) - rank(one));
}

const isCalled = ({ name, label, id }: Method, wanted: string): boolean =>
  [name, label, id].some((own) => own.toLowerCase() === wanted.toLowerCase());

function indexOfLines(): MiniSearch<WrittenLine> {
  const lines: MiniSearch<WrittenLine> = new MiniSearch({
    fields: ['text'],
    // A line is its own id.
    extractField: (line, field) => (field === 'text' ? line.text : line),
    tokenize: tellingWords,
    processTerm: termsOf,
    searchOptions: {
      prefix: (term) => term.length > 1 && !isMark(term),
      // A word that is written nowhere is taken for a typing error: up to a third of its letters may differ.
      fuzzy: (term) =>
        term.length > 3 &&
        lines.search(term, { fuzzy: false }).length === 0 &&
        Math.min(4, Math.floor(term.length / 3)),
      boostDocument: (line: WrittenLine) => line.weight,
      // A word that means the same counts less than the word itself.
      boostTerm: (term) => (isMark(term) ? 0.4 : 1),
      weights: { prefix: 0.8, fuzzy: 0.8 },
      // How short a line is counts in full.
      bm25: { k: 1.2, b: 1, d: 0 },
    },
  });
  lines.addAll(writtenLines(methods));
  return lines;
}
