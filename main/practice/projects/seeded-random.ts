/** A small generator of repeatable chance (mulberry32): the made-up projects are the same at every start. */
export interface SeededRandom {
  /** From 0 up to, not including, 1. */
  readonly next: () => number;
  /** A whole number between both ends, ends included. */
  readonly whole: (from: number, to: number) => number;
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
  readonly chance: (probability: number) => boolean;
  /** Bell-shaped around `centre`, with one decimal. */
  readonly around: (centre: number, spread: number) => number;
}

export function seededRandom(seed: number): SeededRandom {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    chance: (probability) => next() < probability,
    around: (centre, spread) => {
      const bell = (next() + next() + next() + next() - 2) / 0.58;
      return Math.round((centre + bell * spread) * 10) / 10;
    },
  };
}

/** `2025-03-01` plus days. */
export function dayAfter(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  return new Date(time).toISOString().slice(0, 10);
}
