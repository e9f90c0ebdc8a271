/** Server time as REDCap writes it: `YYYY-MM-DD HH:MM:SS` of the local clock. */
export function serverTime(date: Date = new Date()): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
