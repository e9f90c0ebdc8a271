import type { Answer } from '#app/response/answer.ts';

export function AnswerHeaders({ headers }: Pick<Answer, 'headers'>) {
  if (headers.length === 0) return <p className="empty-note">The server sent no headers.</p>;
  return (
    // Scrollable text has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="response-scroll" tabIndex={0} role="group" aria-label="Response headers">
      <dl className="headers">
        {headers.map(([name, value], index) => (
          // A header may come twice and never moves.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
