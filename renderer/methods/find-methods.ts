import UFuzzy from '@leeoniya/ufuzzy';
import { methods } from '#app/catalogue/catalogue.ts';
import type { Method } from '#app/catalogue/method.ts';

// One typing error per word is forgiven; words may come in any order.
const fuzzy = new UFuzzy({ intraMode: 1 });
const names = methods.map((method) => `${method.name} ${method.label} ${method.id.replaceAll('_', ' ')}`);
const texts = methods.map((method, index) => `${names[index]} ${method.group} ${method.help.summary}`);

/** Methods whose name, then whose group or summary, matches the query; all of them for an empty query. */
export function findMethods(query: string): readonly Method[] {
  const wanted = query.trim();
  if (wanted === '') return methods;
  const found = new Set([...ranked(names, wanted), ...ranked(texts, wanted)]);
  return [...found].flatMap((index) => methods[index] ?? []);
}

function ranked(haystack: readonly string[], wanted: string): readonly number[] {
  const [indexes, info, order] = fuzzy.search([...haystack], wanted, 3);
  if (indexes === null) return [];
  if (order === null) return indexes;
  return order.map((position) => info.idx[position] ?? 0);
}
