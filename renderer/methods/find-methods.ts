import UFuzzy from '@leeoniya/ufuzzy';
import { methods } from '#app/catalogue/catalogue.ts';
import type { Method } from '#app/catalogue/method.ts';

// One typing error per word is forgiven; words may come in any order.
const fuzzy = new UFuzzy({ intraMode: 1 });
const spellings = methods.map(({ name, label, id }) => [name, label, id].map((text) => text.toLowerCase()));
const names = methods.map((method) => `${method.name} ${method.label} ${method.id.replaceAll('_', ' ')}`);
const questions = methods.map((method) => method.help.words.join(' · '));
const texts = methods.map((method, index) => `${names[index]} ${method.group} ${method.help.summary}`);

/**
 * Methods that are called so, then those whose name, then whose plain words, then whose group or summary match the
 * query; all of them for an empty query.
 */
export function findMethods(query: string): readonly Method[] {
  const wanted = query.trim();
  if (wanted === '') return methods;
  const exact = spellings.flatMap((all, index) => (all.includes(wanted.toLowerCase()) ? [index] : []));
  const found = new Set([
    ...exact,
    ...ranked(names, wanted),
    ...ranked(questions, wanted),
    ...ranked(texts, wanted),
  ]);
  return [...found].flatMap((index) => methods[index] ?? []);
}

function ranked(haystack: readonly string[], wanted: string): readonly number[] {
  const [indexes, info, order] = fuzzy.search([...haystack], wanted, 3);
  if (indexes === null) return [];
  if (order === null) return indexes;
  return order.map((position) => info.idx[position] ?? 0);
}
