/** Texts that, joined with `between`, give a value. */
export interface Pieces {
  readonly between: '' | '\n';
  readonly texts: readonly string[];
}

/** What a language's literals can hold. */
export interface LiteralLimits {
  /** UTF-16 units in one literal. */
  readonly units: number;
  /** Lines that may be written one by one. */
  readonly lines: number;
}

/** A table line by line, so that it stays readable; a longer text cut where a literal must end. */
export function piecesOf(value: string, limits: LiteralLimits): Pieces {
  if (value.length <= limits.units && !value.includes('\n')) return { between: '\n', texts: [value] };
  const lines = value.split('\n');
  if (lines.length <= limits.lines && lines.every((line) => line.length <= limits.units)) {
    return { between: '\n', texts: lines };
  }
  const texts: string[] = [];
  for (let start = 0; start < value.length;) {
    const next = start + limits.units;
    const end = isHighSurrogate(value.charCodeAt(next - 1)) ? next - 1 : next;
    texts.push(value.slice(start, end));
    start = end;
  }
  return { between: '', texts };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
