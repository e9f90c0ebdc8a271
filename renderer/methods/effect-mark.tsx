import { assertNever } from '#app/assert-never.ts';
import type { Effect } from '#app/catalogue/method.ts';

/** What a method does to the project, in one word. */
export function effectWord(effect: Effect): string {
  switch (effect) {
    case 'read':
      return 'reads';
    case 'session':
      return 'changes your own state';
    case 'write':
      return 'writes';
    case 'delete':
      return 'deletes';
    case 'module-defined':
      return 'does what the module defines';
    default:
      return assertNever(effect);
  }
}

/** A ring reads, a diamond writes, a square deletes: told apart by shape first, by colour second. */
export function EffectMark({ effect }: { readonly effect: Effect }) {
  return (
    <svg
      className="effect-mark"
      data-effect={effect}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      {shape(effect)}
    </svg>
  );
}

function shape(effect: Effect) {
  switch (effect) {
    case 'read':
      return <circle cx="7" cy="7" r="4" fill="none" stroke="currentColor" strokeWidth="2" />;
    case 'session':
    case 'write':
    case 'module-defined':
      return <path d="M7 1.6L12.4 7 7 12.4 1.6 7z" fill="currentColor" />;
    case 'delete':
      return <rect x="2.5" y="2.5" width="9" height="9" rx="1" fill="currentColor" />;
    default:
      return assertNever(effect);
  }
}
