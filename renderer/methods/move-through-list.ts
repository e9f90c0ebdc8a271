/** How many options Page Up and Page Down pass. */
const PAGE = 10;

/**
 * The option that a key leads to in a list without its own focus, or null where the key is none of the list's.
 * From nowhere the way begins at the chosen option, if that is shown.
 */
export function moveThroughList(
  ids: readonly string[],
  pointedAt: string | null,
  chosen: string,
  key: string,
): string | null {
  const here = pointedAt === null ? -1 : ids.indexOf(pointedAt);
  const from = here === -1 ? ids.indexOf(chosen) : here;
  const last = ids.length - 1;
  const to = (index: number): string | null => ids[Math.max(0, Math.min(last, index))] ?? null;
  switch (key) {
    case 'ArrowDown':
      return to(here === -1 ? from : from + 1);
    case 'ArrowUp':
      return to(here === -1 ? (from === -1 ? last : from) : from - 1);
    case 'PageDown':
      return to(from + PAGE);
    case 'PageUp':
      return to(from - PAGE);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    default:
      return null;
  }
}
