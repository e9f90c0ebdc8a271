import { ApiError } from '../answer.ts';

export const CANNOT_CHANGE =
  'The large practice project is made up while it is sent and cannot be changed. Try this on one of the other practice projects.';

/** Where a generated map's content comes from. */
export interface Generated<Value> {
  readonly size: number;
  readonly keyAt: (index: number) => string;
  /** Undefined for a key that is not there. */
  readonly valueOf: (key: string) => Value | undefined;
}

/**
 * A map that holds nothing: each value is made when it is asked for and forgotten again, so that its size costs
 * no memory. Every change is refused with an ApiError.
 */
export class GeneratedMap<Value> extends Map<string, Value> {
  readonly #from: Generated<Value>;

  constructor(from: Generated<Value>) {
    super();
    this.#from = from;
  }

  override get size(): number {
    return this.#from.size;
  }

  override get(key: string): Value | undefined {
    return this.#from.valueOf(key);
  }

  override has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  override *entries(): Generator<[string, Value], undefined> {
    for (let index = 0; index < this.#from.size; index += 1) {
      const key = this.#from.keyAt(index);
      const value = this.get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  override *keys(): Generator<string, undefined> {
    for (const [key] of this.entries()) yield key;
  }

  override *values(): Generator<Value, undefined> {
    for (const [, value] of this.entries()) yield value;
  }

  override [Symbol.iterator](): Generator<[string, Value], undefined> {
    return this.entries();
  }

  override forEach(callback: (value: Value, key: string, map: Map<string, Value>) => void): void {
    for (const [key, value] of this.entries()) callback(value, key, this);
  }

  override set(): never {
    throw new ApiError(CANNOT_CHANGE);
  }

  override delete(): never {
    throw new ApiError(CANNOT_CHANGE);
  }

  override clear(): never {
    throw new ApiError(CANNOT_CHANGE);
  }
}
