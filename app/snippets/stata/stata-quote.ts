import { isPlain } from '#app/snippets/plain-text.ts';
import { quotePython } from '#app/snippets/python/python-quote.ts';

/**
 * A Python literal inside a do-file. What Stata itself might read there is written as escapes: macros begin with a
 * backtick or a dollar sign, comments with slash and star or two slashes. Those of an address follow a colon.
 */
export function quoteInStata(text: string): string {
  if (isPlain(text)) return quotePython(text);
  return quotePython(text)
    .replaceAll('`', '\\x60')
    .replaceAll('$', '\\x24')
    .replaceAll(/\/(?=\*)|(?<!:)\/(?=\/)/g, '\\x2f');
}
