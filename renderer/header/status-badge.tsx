import { assertNever } from '#app/assert-never.ts';
import { useCurrentProject } from '#renderer/state/playground-context.tsx';
import { WarningIcon } from '#renderer/shell/icons.tsx';

/** The project's status as REDCap names it. Production is the only red on the screen. */
export function StatusBadge() {
  const { connection, status, isBeingRead } = useCurrentProject();
  if (connection.tokenKind === 'super') return null;
  return (
    <>
      {connection.practice && (
        <span className="pill practice" title="Made-up data on this computer. Nothing here is real.">
          Practice
        </span>
      )}
      {status === 'production' && (
        <span className="pill production">
          <WarningIcon size={13} />
          Production
        </span>
      )}
      {status !== 'production' && <span className="pill">{words()}</span>}
    </>
  );

  function words(): string {
    switch (status) {
      case 'development':
        return 'Development';
      case 'analysis':
        return 'Analysis/Cleanup';
      case 'unknown':
        return isBeingRead ? 'Reading status…' : 'Status unknown';
      case 'production':
        return 'Production';
      default:
        return assertNever(status);
    }
  }
}
