import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { ProjectOutline } from '#app/project/outline.ts';
import { failureText } from '#renderer/state/failure-text.ts';
import { useActions, useCurrentProject } from '#renderer/state/playground-context.tsx';
import type { OutlineReading } from '#renderer/state/playground-state.ts';
import { ageInWords } from './age-in-words.ts';
import { useNow } from './use-now.ts';

/** What is known of the project: how far reading it has come, how old it is, what is missing, and reading it again. */
export function OutlineStatus() {
  const { connection, outline, outlineState } = useCurrentProject();
  const { readOutline, cancelReading } = useActions();
  if (outlineState === undefined) return null;
  const reading =
    outlineState.kind === 'reading' ? outlineState : outlineState.kind === 'read' ? outlineState.again : null;
  const failed = outlineState.kind === 'failed' ? outlineState : reading?.kind === 'failed' ? reading : null;
  return (
    <>
      {outline !== null && <ProjectAge outline={outline} />}
      {outline !== null && outline.missing.length > 0 && <MissingLists outline={outline} />}
      {outlineState.kind === 'read' && outlineState.changed === true && (
        <span className="status-changed">You have changed it since.</span>
      )}
      {failed !== null && (
        <span className="status-problem" title={failureText(failed.failure)}>
          {outline === null
            ? failed.failure.code === 'cancelled'
              ? failed.failure.message
              : 'The project could not be read.'
            : `Reading it again failed: ${failureText(failed.failure)}`}
        </span>
      )}
      {reading?.kind === 'reading' ? (
        <>
          <span>{progressInWords(reading, outline !== null)}</span>
          <Button
            className="link-button"
            aria-label="Stop reading the project"
            onPress={() => void cancelReading(connection.id)}
          >
            Stop
          </Button>
        </>
      ) : (
        <Button className="link-button" onPress={() => void readOutline(connection.id)}>
          Read again
        </Button>
      )}
    </>
  );
}

function progressInWords({ done, total }: OutlineReading, again: boolean): string {
  const deed = again ? 'Reading the project again' : 'Reading the project';
  return total === 0 ? `${deed}…` : `${deed}: ${String(done)} of ${String(total)}`;
}

const HALF_A_MINUTE_MS = 30_000;

function ProjectAge({ outline }: { readonly outline: ProjectOutline }) {
  const now = useNow(HALF_A_MINUTE_MS);
  return (
    <span title={`Read ${momentOf(outline.readAt, now)}`}>
      {`Project read ${ageInWords(now - Date.parse(outline.readAt))}`}
    </span>
  );
}

/** `at 14:05:09`, with the day where it is not today's. */
function momentOf(iso: string, now: number): string {
  const moment = new Date(iso);
  const day = moment.toLocaleDateString();
  const time = `at ${moment.toLocaleTimeString()}`;
  return day === new Date(now).toLocaleDateString() ? time : `on ${day} ${time}`;
}

/** Each list that the token could not read costs its control alone; here is why, for those that have no control. */
function MissingLists({ outline: { missing } }: { readonly outline: ProjectOutline }) {
  return (
    <DialogTrigger>
      <Button className="link-button">{`${String(missing.length)} of its lists missing`}</Button>
      <Popover className="popover missing-lists" placement="top start">
        <Dialog aria-label="Lists that could not be read">
          <ul>
            {missing.map(({ list, sentence }) => (
              <li key={list}>{sentence}</li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
