import { quotePython } from '#app/snippets/python/python-quote.ts';

/**
 * A Python literal inside a do-file. What Stata itself might read there is written as escapes: macros begin with a
 * backtick or a dollar sign, comments with slash and star or two slashes. Those of an address follow a colon.
 */
export function quoteInStata(text: string): string {
  return quotePython(text)
    .replaceAll('`', '\\x60')
    .replaceAll('$', '\\x24')
    .replaceAll(/\/(?=\*)|(?<!:)\/(?=\/)/g, '\\x2f');
}
