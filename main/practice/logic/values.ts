export type Value = string | number | boolean;

/** The number a value stands for, or null for blank and for text. */
export function numberOf(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (!/^\s*-?(?:\d+[.,]?\d*|[.,]\d+)\s*$/.test(value)) return null;
  return Number(value.replace(',', '.'));
}

export function isTrue(value: Value): boolean {
  return value !== '' && value !== 0 && value !== false && value !== '0';
}

export function numbersOf(values: readonly Value[]): readonly number[] {
  return values.map(numberOf).filter((number) => number !== null);
}
