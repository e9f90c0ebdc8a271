import type { Explanation } from '#app/response/answer.ts';
import { WarningIcon } from './icons.tsx';

/** Shown instead of the window when there is no host to talk to. */
export function StartFailure({ explanation }: { readonly explanation: Explanation }) {
  return (
    <main className="start-failure">
      <WarningIcon size={22} />
      <h1>{explanation.message}</h1>
      <p>{explanation.advice}</p>
      {explanation.detail !== undefined && <pre>{explanation.detail}</pre>}
    </main>
  );
}
