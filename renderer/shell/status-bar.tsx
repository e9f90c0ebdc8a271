import { Button } from 'react-aria-components';
import { serverName } from '#app/connection/address.ts';
import { failureText } from '#renderer/state/failure-text.ts';
import { useActions, useCurrentProject, usePlayground } from '#renderer/state/playground-context.tsx';

/** The bottom line: what is known of the project, where tokens are kept, who is talked to. */
export function StatusBar() {
  const { connection, outline, outlineState } = useCurrentProject();
  const { readOutline } = useActions();
  const tokens = usePlayground((state) => state.capabilities.tokens);
  return (
    <footer className="status-bar">
      {outline?.redcapVersion != null && <span>REDCap {outline.redcapVersion}</span>}
      {outlineState?.kind === 'reading' && (
        <span>
          {outlineState.total === 0
            ? 'Reading the project…'
            : `Reading the project: ${outlineState.done} of ${outlineState.total}`}
        </span>
      )}
      {outlineState?.kind === 'failed' && (
        <span className="status-problem" title={failureText(outlineState.failure)}>
          {failureText(outlineState.failure)}
        </span>
      )}
      {outline !== null && (
        <span title={outline.missing.map(({ sentence }) => sentence).join('\n') || undefined}>
          {`Project read ${momentOf(outline.readAt)}`}
          {outline.missing.length > 0 && `, ${outline.missing.length} of its lists missing`}
        </span>
      )}
      {outlineState !== undefined && outlineState.kind !== 'reading' && (
        <Button className="link-button" onPress={() => void readOutline(connection.id)}>
          Read again
        </Button>
      )}
      <span className="status-spacer" />
      <span>
        {tokens === 'keychain' ? 'Tokens: system keychain' : 'Tokens: kept in memory until the app closes'}
      </span>
      <span>
        {connection.practice
          ? 'Practice runs on this computer: nothing leaves it'
          : `Nothing leaves this computer except to ${serverName(connection.url)}`}
      </span>
    </footer>
  );
}

/** `at 14:05:09`, with the day where it is not today's. */
function momentOf(iso: string): string {
  const moment = new Date(iso);
  const day = moment.toLocaleDateString();
  const time = `at ${moment.toLocaleTimeString()}`;
  return day === new Date().toLocaleDateString() ? time : `on ${day} ${time}`;
}
