/** The signs of a language that come in pairs. */
export interface PairRules {
  /** Comments and literals, which are passed over; sticky. */
  readonly passedOver: readonly RegExp[];
  /** A quote or comment sign that is none of those has no end; sticky. */
  readonly loose: RegExp;
  /** Words that open a block, outside brackets; sticky. */
  readonly opens: RegExp;
  readonly closes: RegExp;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The first thing that has no partner, with its place; null when all quotes, brackets and blocks are whole. */
export function imbalance(program: string, rules: PairRules): string | null {
  const open: string[] = [];
  let place = 0;
  const at = (pattern: RegExp): number => {
    pattern.lastIndex = place;
    return pattern.exec(program)?.[0].length ?? 0;
  };
  const here = () => JSON.stringify(program.slice(place, place + 50));
  while (place < program.length) {
    const passed = rules.passedOver.map(at).find((length) => length > 0);
    if (passed !== undefined) {
      place += passed;
      continue;
    }
    if (at(rules.loose) > 0) return `no end of ${here()}`;
    const inBrackets = open.some((expected) => expected !== 'end');
    const opened = inBrackets ? 0 : at(rules.opens);
    const closed = inBrackets ? 0 : at(rules.closes);
    const character = program.charAt(place);
    if (opened > 0) open.push('end');
    else if (closed > 0 && open.pop() !== 'end') return `nothing to end at ${here()}`;
    else if (closing[character] !== undefined) open.push(closing[character]);
    else if (/[)\]}]/.test(character) && open.pop() !== character) return `nothing to close at ${here()}`;
    place += opened || closed || at(/\w+/y) || 1;
  }
  return open.length === 0 ? null : `no ${open.join(' ')} before the end`;
}

export const juliaPairs: PairRules = {
  passedOver: [/#.*/y, /"(?:[^"\\\n]|\\.)*"/y, /'(?:[^'\\\n]|\\.)'/y],
  loose: /["']/y,
  opens: /\b(?:function|if|for|while|try)\b/y,
  closes: /\bend\b/y,
};

export const matlabPairs: PairRules = {
  passedOver: [/%.*|\.\.\..*/y, /(?<![\w)\]}.'])'(?:[^'\n]|'')*'/y, /"(?:[^"\n]|"")*"/y, /\.'/y],
  loose: /["']/y,
  opens: /\b(?:function|if|for|while|switch|try)\b/y,
  closes: /\bend\b/y,
};

export const mPairs: PairRules = {
  passedOver: [/\/\/.*/y, /#?"(?:[^"\n]|"")*"/y],
  loose: /"|\/\*/y,
  opens: /\blet\b/y,
  closes: /\bin\b/y,
};

const sasPassedOver = [/\/\*[^]*?\*\//y, /'(?:[^'\n]|'')*'x?/y, /"(?:[^"\n]|"")*"/y];

/** DO and SELECT with their END. */
export const sasBlocks: PairRules = {
  passedOver: sasPassedOver,
  loose: /["']|\/\*|\*\//y,
  opens: /\b(?:do|select(?= \())\b/y,
  closes: /\bend\b(?!=)/y,
};

/** DATA and PROC with their RUN or QUIT. */
export const sasSteps: PairRules = {
  ...sasBlocks,
  opens: /(?<=(?:^|;|\*\/)\s*)(?:data|proc)\b/y,
  closes: /(?<=(?:;|\*\/)\s*)(?:run|quit)\b/y,
};

/** %MACRO with its %MEND. */
export const sasMacros: PairRules = { ...sasBlocks, opens: /%macro\b/y, closes: /%mend\b/y };

/** Stata outside the Python blocks, which Python itself judges. */
export const stataPairs: PairRules = {
  passedOver: [/^python:\n[^]*?\nend\n/my, /^\*.*/my, /\/\/\/.*/y, /"(?:[^"\n])*"/y, /`(?:\w+|c\(\w+\))'/y],
  loose: /["`']/y,
  opens: /^(?:program\b|python:)/my,
  closes: /^end$/my,
};
