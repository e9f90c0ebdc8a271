/*
 * An editor of a large text does not hand over every keystroke. Whoever reads the request to act on it asks for what
 * is still outstanding first.
 */

const outstanding = new Set<() => void>();

/** Announces what hands a text over; the answer takes it back. */
export function announceEdits(handOver: () => void): () => void {
  outstanding.add(handOver);
  return () => outstanding.delete(handOver);
}

export function takePendingEdits(): void {
  for (const handOver of outstanding) handOver();
}
