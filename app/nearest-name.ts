/** Finds the name that was probably meant, or undefined. */
export type FindNearest = (typed: string) => string | undefined;

const MOST_REMEMBERED = 500;
/** Where thousands of names are all alike, the first ones have to do: a keystroke must not wait for the rest. */
const MOST_COMPARED = 1000;

/** The same search for a few names only: to explain more mistakes at once would take too long. */
export function atMost(searches: number, find: FindNearest): FindNearest {
  let left = searches;
  return (typed) => {
    left -= 1;
    return left < 0 ? undefined : find(typed);
  };
}

/** The one of a few names that was probably meant, or undefined; for one question. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  return nearestAmong(names)(typed);
}

/**
 * A search over many names (40,000 fields) fast enough for each keystroke: lengths and letters rule out most names,
 * and the rest is compared in a narrow band. At most three letters may differ, and a third of the name. Case, spaces,
 * underscores, hyphens and what stands in brackets (`records[0]`) do not count.
 */
export function nearestAmong(names: readonly string[]): FindNearest {
  let known: { readonly plain: readonly string[]; readonly letters: Int32Array } | undefined;
  const remembered = new Map<string, string | undefined>();
  return (typed) => {
    if (remembered.has(typed)) return remembered.get(typed);
    const wanted = plainName(typed.slice(0, 200));
    known ??= prepared(names);
    const own = lettersOf(wanted);
    let nearest: string | undefined;
    let compared = 0;
    // A name of one letter has nothing left when that one is another.
    let most = wanted.length < 2 ? 0 : Math.min(3, Math.max(1, Math.floor(wanted.length / 3)));
    for (const [index, plain] of known.plain.entries()) {
      if (plain === '' || Math.abs(plain.length - wanted.length) > most) continue;
      // Each changed letter adds one kind of letter and takes away one, at most.
      if (bits((known.letters[index] ?? 0) ^ own) > 2 * most) continue;
      compared += 1;
      if (compared > MOST_COMPARED) break;
      const changes = changesUpTo(wanted, plain, most);
      if (changes > most) continue;
      nearest = names[index];
      if (changes === 0) break;
      most = changes - 1;
    }
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(typed, nearest);
    return nearest;
  };
}

function prepared(names: readonly string[]) {
  const plain = names.map(plainName);
  return { plain, letters: Int32Array.from(plain, lettersOf) };
}

function plainName(name: string): string {
  const bracket = name.indexOf('[');
  return (bracket === -1 ? name : name.slice(0, bracket)).replaceAll(/[_\s-]/g, '').toLowerCase();
}

/** One bit per kind of letter or digit. */
function lettersOf(name: string): number {
  let set = 0;
  for (let index = 0; index < name.length; index += 1) set |= 1 << (name.charCodeAt(index) & 31);
  return set;
}

function bits(set: number): number {
  let left = set - ((set >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

// Names in a project have 26 characters by custom and 100 at most.
const LONGEST = 120;
const rows = [new Uint8Array(LONGEST + 2), new Uint8Array(LONGEST + 2), new Uint8Array(LONGEST + 2)] as const;

/** Letters added, removed, changed or swapped with their neighbour; `most` + 1 stands for more than `most`. */
function changesUpTo(from: string, to: string, most: number): number {
  if (from.length > LONGEST || to.length > LONGEST) return most + 1;
  let [before, last, row] = rows;
  const more = most + 1;
  for (let column = 0; column <= to.length; column += 1) last[column] = Math.min(column, more);
  for (let line = 1; line <= from.length; line += 1) {
    const first = Math.max(1, line - most);
    const end = Math.min(to.length, line + most);
    row.fill(more, 0, to.length + 1);
    row[0] = Math.min(line, more);
    let least = row[0];
    const letter = from.charCodeAt(line - 1);
    for (let column = first; column <= end; column += 1) {
      const other = to.charCodeAt(column - 1);
      let changes = (last[column - 1] ?? more) + (letter === other ? 0 : 1);
      changes = Math.min(changes, (last[column] ?? more) + 1, (row[column - 1] ?? more) + 1);
      if (
        line > 1 &&
        column > 1 &&
        letter === to.charCodeAt(column - 2) &&
        from.charCodeAt(line - 2) === other
      ) {
        changes = Math.min(changes, (before[column - 2] ?? more) + 1);
      }
      row[column] = Math.min(changes, more);
      least = Math.min(least, changes);
    }
    if (least > most) return more;
    [before, last, row] = [last, row, before];
  }
  return last[to.length] ?? more;
}
