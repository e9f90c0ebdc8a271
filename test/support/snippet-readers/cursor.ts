/** A place in a text that is read strictly: what is not as expected throws, with the place in the message. */
export interface Cursor {
  /** Passes over white space and says whether this stands there. */
  readonly sees: (text: string) => boolean;
  /** Passes over white space and this text, which must stand there. */
  readonly take: (text: string) => void;
  /** Passes over white space and what the pattern matches there, and gives it with its groups. */
  readonly match: (pattern: RegExp) => readonly string[];
}

export function cursorIn(text: string, start = 0): Cursor {
  let place = start;
  const skip = () => {
    while (/\s/.test(text.charAt(place))) place += 1;
  };
  const fail = (wanted: string): never => {
    throw new Error(`Expected ${wanted} at ${JSON.stringify(text.slice(place, place + 60))}`);
  };
  const sees = (expected: string) => {
    skip();
    return text.startsWith(expected, place);
  };
  return {
    sees,
    take(expected) {
      if (!sees(expected)) fail(expected);
      place += expected.length;
    },
    match(pattern) {
      skip();
      const sticky = new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, '')}y`);
      sticky.lastIndex = place;
      const found = sticky.exec(text) ?? fail(String(pattern));
      place += found[0].length;
      return [...found].map((group: string | undefined) => group ?? '');
    },
  };
}

/** The cursor behind the last line that is exactly this text. */
export function behindLastLine(program: string, line: string): Cursor {
  const index = `\n${program}`.lastIndexOf(`\n${line}\n`);
  if (index === -1) throw new Error(`The program has no line ${line}`);
  return cursorIn(program, index + line.length);
}

/** The text of a literal whose escapes are these; an unknown escape throws. */
export function unescaped(body: string, escape: RegExp, meaning: (sequence: string) => string): string {
  return body.replaceAll(new RegExp(escape.source, 'gsu'), (sequence) => meaning(sequence));
}

/** `\n`, `\r`, `\t`, quotes, backslashes and numbers in hexadecimal, as Python and Julia write them. */
export function backslashMeaning(allowed: RegExp): (sequence: string) => string {
  return (sequence) => {
    if (!allowed.test(sequence)) throw new Error(`There is no escape ${sequence}`);
    const letter = sequence.charAt(1);
    if (letter === 'n') return '\n';
    if (letter === 'r') return '\r';
    if (letter === 't') return '\t';
    return /^[xuU]$/.test(letter) ? String.fromCodePoint(Number.parseInt(sequence.slice(2), 16)) : letter;
  };
}
