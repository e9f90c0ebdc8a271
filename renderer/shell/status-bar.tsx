import { serverName } from '#app/connection/address.ts';
import { useCurrentProject, usePlayground } from '#renderer/state/playground-context.tsx';
import { OutlineStatus } from './outline-status.tsx';

/** The bottom line: what is known of the project, where tokens are kept, who is talked to. */
export function StatusBar() {
  const { connection, outline } = useCurrentProject();
  const tokens = usePlayground((state) => state.capabilities.tokens);
  return (
    <footer className="status-bar">
      {outline?.redcapVersion != null && <span>REDCap {outline.redcapVersion}</span>}
      <OutlineStatus />
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
