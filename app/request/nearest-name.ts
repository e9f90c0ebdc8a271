/**
 * The name that was probably meant: the one with the fewest changed letters, if that is at most a third of its own.
 * Case and what stands in brackets (`records[0]`) do not count.
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const wanted = plain(typed.slice(0, 100));
  let nearest: string | undefined;
  let fewest = Infinity;
  for (const name of names) {
    const candidate = plain(name);
    // A difference in length is a change for each letter: most of 40,000 fields need no closer look.
    if (Math.abs(candidate.length - wanted.length) > name.length / 3) continue;
    const changes = distance(wanted, candidate);
    if (changes < fewest && changes <= name.length / 3) {
      nearest = name;
      fewest = changes;
    }
  }
  return nearest;
}

function plain(name: string): string {
  return name
    .replace(/\[.*$/s, '')
    .replaceAll(/[_\s-]/g, '')
    .toLowerCase();
}

/** Levenshtein's distance: letters added, removed or changed. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let line = 1; line <= from.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= to.length; column += 1) {
      const change = from[line - 1] === to[column - 1] ? 0 : 1;
      const kept = (row[column - 1] ?? 0) + change;
      next.push(Math.min(kept, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
