import { Button } from 'react-aria-components';
import { assertNever } from '#app/assert-never.ts';
import type { ProjectStatus } from '#app/connection/connection.ts';
import { exportedIdentifiers, identifierSentence } from '#app/safety/identifiers.ts';
import { readableKeys } from '#renderer/commands/use-commands.ts';
import { effectWord } from '#renderer/methods/effect-mark.tsx';
import { usePayloadReports } from '#renderer/payload/payload-reports.ts';
import { useActions, useCurrentRequest, usePlayground } from '#renderer/state/playground-context.tsx';
import { executeBlocker, lockedReason } from './execute-blocker.ts';

/** What the request will do, in one sentence from the request itself, and the button that does it. */
export function ExecuteBar() {
  const current = useCurrentRequest();
  const running = usePlayground((state) => state.execution.kind === 'running');
  const { execute } = useActions();
  usePayloadReports();
  const blocker = executeBlocker(current);
  const { connection, outline, status, assessment, request } = current;
  const identifiers = identifierSentence(exportedIdentifiers(request.fields, outline) ?? []);
  const project = outline?.title ?? connection.title;
  const effect = assessment.effect === 'read' ? 'changes nothing' : effectWord(assessment.effect);
  // A super token belongs to no project that could have a status.
  const where = connection.tokenKind === 'super' ? '' : ` · ${statusWord(status)}`;
  const statusAndEffect = `${where} · ${effect}`;
  return (
    <div className="execute-bar" role="region" aria-label="Execute">
      <div className="execute-words" id="execute-words" aria-live="polite">
        <p className="execute-sentence" data-blocked={blocker === null ? undefined : ''}>
          {lockedReason(current) === null
            ? (blocker ?? `${assessment.sentence} ${identifiers}`.trim())
            : 'Locked: this is not sent. The reason stands above the form.'}
        </p>
        <p className="execute-where" title={project + statusAndEffect}>
          <bdi className="execute-project">{project}</bdi>
          <span>{statusAndEffect}</span>
        </p>
      </div>
      <Button
        className={assessment.effect === 'delete' ? 'button primary danger' : 'button primary'}
        isDisabled={blocker !== null}
        // Not disabled, which would take the focus away.
        isPending={running}
        aria-describedby="execute-words"
        onPress={() => void execute(current)}
      >
        Execute
        <kbd aria-hidden="true">{readableKeys('CommandOrControl+Enter')}</kbd>
      </Button>
    </div>
  );
}

function statusWord(status: ProjectStatus): string {
  switch (status) {
    case 'development':
    case 'production':
      return status;
    case 'analysis':
      return 'analysis/cleanup';
    case 'unknown':
      return 'status not known';
    default:
      return assertNever(status);
  }
}
