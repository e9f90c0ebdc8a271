import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text that needs no escaping in an address. */
export function newKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in a time that tells nothing about where, or by how much, the two differ. */
export function sameKey(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
