import { Button } from 'react-aria-components';
import type { Explanation, ImportError } from '#app/response/answer.ts';

type Rows = NonNullable<Explanation['rows']>;

/** The values an import refused, each with REDCap's reason and what to do; a record leads to its row in the data. */
export function RefusedValues({
  rows,
  total,
  onOpen,
}: {
  readonly rows: Rows;
  readonly total: number;
  readonly onOpen: (row: ImportError) => void;
}) {
  return (
    <>
      {/* Scrollable text has to be reachable by keyboard.
      oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="refused-scroll" tabIndex={0} role="group" aria-label="Refused values">
        <table className="refused">
          <thead>
            <tr>
              <th scope="col">Record</th>
              <th scope="col">Field</th>
              <th scope="col">Value</th>
              <th scope="col">Why, and what to do</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // The same value may be refused twice, and rows never move.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index}>
                <td dir="auto">
                  <Button className="link-button" onPress={() => onOpen(row)}>
                    {shortened(row.record) || 'no name'}
                  </Button>
                </td>
                <td dir="auto">{shortened(row.field)}</td>
                <td dir="auto">{shortened(row.value)}</td>
                <td dir="auto">
                  {row.explanation} <span className="refused-advice">{row.advice}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > rows.length && (
        <p>{`The first ${rows.length.toLocaleString('en')} of ${total.toLocaleString('en')} refused values are shown.`}</p>
      )}
    </>
  );
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
