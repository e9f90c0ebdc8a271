const plain = /^[\w [\].,:;<>=()+-]*$/;

/**
 * Whether a text is made of letters, digits and signs that stand for themselves within the quotes of every target,
 * as most names and values are. Escaping would change nothing in it, and costs ten times as much as this look.
 */
export function isPlain(text: string): boolean {
  return plain.test(text);
}
