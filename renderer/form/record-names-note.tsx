import { Button } from 'react-aria-components';
import type { Parameter } from '#app/catalogue/method.ts';
import { useActions, useCurrentProject } from '#renderer/state/playground-context.tsx';
import { InfoIcon } from '#renderer/shell/icons.tsx';

/** Offers to list the record names. It is not done unasked: for REDCap it is an export, and is logged as one. */
export function RecordNamesNote({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const { connection, isBeingRead, isBeingReadAgain, outline } = useCurrentProject();
  const { readOutline } = useActions();
  const asksForRecords = parameters.some(
    (parameter) => (parameter.kind === 'list' || parameter.kind === 'text') && parameter.of === 'records',
  );
  if (!asksForRecords) return null;
  // The line stands there from the start, so that the form does not move; a practice project tells its record names.
  const waits = isBeingRead && !connection.practice;
  const canAsk = outline?.records === null && !outline.missing.some(({ list }) => list === 'records');
  if (!waits && !canAsk) return null;
  return (
    <p className="record-names-note">
      <InfoIcon size={13} />
      <span>
        Type record names, or{' '}
        <Button
          className="link-button"
          isDisabled={waits || isBeingReadAgain}
          onPress={() => void readOutline(connection.id, { recordNames: true })}
        >
          list them
        </Button>
        {' (REDCap logs that as an export of the record ID).'}
      </span>
    </p>
  );
}
