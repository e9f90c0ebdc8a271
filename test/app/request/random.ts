/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32), so that a failure can be repeated. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Texts that quoting and encoding like to get wrong. */
export const awkwardTexts = [
  '',
  ' ',
  '+',
  '%',
  '%20',
  'a b+c',
  '"quoted"',
  "it's",
  'a=b&c=d',
  '$HOME `id` $(id)',
  'back\\slash',
  'line\nbreak',
  'carriage\r\nreturn',
  'tab\there',
  "!*'();:@&=+$,/?#[]~-_.",
  'Ä ß ñ 漢字',
  '😀 👩‍⚕️',
  '\u0000',
  '\u2028\u2029',
  '\uD800',
  'a\uDC00b',
  '\uD83D',
  '[age] > 30 and [sex] = "1"',
  '<script>alert(1)</script>',
  '\uFEFFbom',
] as const;

/** A text of up to 40 code units, any of them, halves of pairs included. */
export function randomText(random: () => number): string {
  const length = Math.floor(random() * 40);
  const unit = (): number => {
    const kind = random();
    if (kind < 0.6) return Math.floor(random() * 128);
    return kind < 0.8 ? 0xd800 + Math.floor(random() * 0x800) : Math.floor(random() * 0x10000);
  };
  return Array.from({ length }, () => String.fromCharCode(unit())).join('');
}
