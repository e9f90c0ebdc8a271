import type { ReactNode } from 'react';
import type { Explanation } from '#app/response/answer.ts';
import { WarningIcon } from '#renderer/shell/icons.tsx';

/** What went wrong, what to do, and the server's own words one click away; `children` stand between. */
export function ExplainedFailure({
  explanation,
  children,
}: {
  readonly explanation: Explanation;
  readonly children?: ReactNode;
}) {
  return (
    <div className="failure" role="alert">
      <WarningIcon size={18} />
      <div className="failure-text">
        <p className="failure-message">{explanation.message}</p>
        {explanation.advice !== '' && <p>{explanation.advice}</p>}
        {children}
        {explanation.detail !== undefined && explanation.detail !== '' && (
          <details>
            <summary>Word for word</summary>
            <pre>{explanation.detail}</pre>
          </details>
        )}
      </div>
    </div>
  );
}
