import { Button } from 'react-aria-components';
import { LONGEST_CELL } from '#app/host/contract.ts';
import { cellMeaning } from '#app/response/cell-meaning.ts';
import { CloseIcon } from '#renderer/shell/icons.tsx';
import { useActions, useCurrentProject } from '#renderer/state/playground-context.tsx';

/** The chosen value as a whole, with what the dictionary says of it: columns are narrow and codes say little. */
export function CellValue({
  column,
  text,
  onClose,
}: {
  readonly column: string;
  /** undefined while the row is on its way. */
  readonly text: string | undefined;
  readonly onClose: () => void;
}) {
  const { outline } = useCurrentProject();
  const { copy } = useActions();
  const meaning = cellMeaning(column, text ?? '', outline);
  const isCut = text !== undefined && text.length > LONGEST_CELL;
  return (
    <div className="cell-value" role="group" aria-label="The chosen value">
      <div className="cell-value-head">
        <p>
          <strong dir="auto">{column}</strong>
          {meaning.column !== '' && <span dir="auto">{meaning.column}</span>}
        </p>
        <Button
          className="link-button"
          isDisabled={text === undefined || text === ''}
          onPress={() => void copy(text ?? '', 'The value was copied.')}
        >
          {isCut ? 'Copy this part' : 'Copy value'}
        </Button>
        <Button className="button quiet icon" aria-label="Close the value" onPress={onClose}>
          <CloseIcon size={14} />
        </Button>
      </div>
      {/* Scrollable text has to be reachable by keyboard.
      oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <p className="cell-value-text" dir="auto" tabIndex={0} aria-label="Value">
        {text === '' ? <span className="cell-value-note">empty</span> : (text ?? '…')}
        {meaning.value !== '' && <span className="cell-value-note">{` = ${meaning.value}`}</span>}
        {isCut && (
          <span className="cell-value-note">
            {` The first ${LONGEST_CELL.toLocaleString('en')} characters are shown; Save keeps all of the answer.`}
          </span>
        )}
      </p>
    </div>
  );
}
