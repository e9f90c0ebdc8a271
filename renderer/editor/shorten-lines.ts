/** A longer line takes seconds to break and colour: data to import stand in code as one line. */
const LONGEST_LINE = 5_000;
const SHOWN_AT_START = 2_000;
const SHOWN_AT_END = 500;
const MOST_CHARACTERS = 60_000;

/** The text as an editor can show it at once: very long lines without their middle, and not without end. */
export function shortenLines(text: string): string {
  if (text.length <= LONGEST_LINE) return text;
  const shown = text
    .split('\n')
    .map((line) => {
      if (line.length <= LONGEST_LINE) return line;
      const left = line.length - SHOWN_AT_START - SHOWN_AT_END;
      return `${line.slice(0, SHOWN_AT_START)} … ${count(left)} more characters … ${line.slice(-SHOWN_AT_END)}`;
    })
    .join('\n');
  return shown.length <= MOST_CHARACTERS
    ? shown
    : `${shown.slice(0, MOST_CHARACTERS)}\n… ${count(shown.length - MOST_CHARACTERS)} more characters`;
}

const count = (characters: number): string => characters.toLocaleString('en');
