import type { DraftValue, FileReference, Pair } from './draft.ts';

/*
 * Which shape a drafted value has. An empty list is both an empty list of texts and one of pairs.
 */

export function isTextList(value: DraftValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

export function isPairs(value: DraftValue | undefined): value is readonly Pair[] {
  return Array.isArray(value) && value.every((item) => typeof item !== 'string');
}

export function isFile(value: DraftValue | undefined): value is FileReference {
  return typeof value === 'object' && 'reference' in value;
}
