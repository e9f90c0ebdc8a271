import { counted } from '#app/safety/words.ts';

const MINUTE_MS = 60_000;

/** How long ago something was, in whole minutes, hours or days: `just now`, `5 minutes ago`, `1 day ago`. */
export function ageInWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / MINUTE_MS);
  if (!(minutes >= 1)) return 'just now';
  if (minutes < 60) return `${counted(minutes, 'minute')} ago`;
  const hours = Math.floor(minutes / 60);
  return `${hours < 24 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day')} ago`;
}
