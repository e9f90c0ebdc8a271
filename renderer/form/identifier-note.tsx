import { Button } from 'react-aria-components';
import { exportedIdentifiers, isExportOfValues, withoutIdentifiers } from '#app/safety/identifiers.ts';
import { useActions, useCurrentRequest } from '#renderer/state/playground-context.tsx';
import { InfoIcon, WarningIcon } from '#renderer/shell/icons.tsx';

/**
 * Under the fields of an export: how many identifiers it holds, and one click to leave them out. The line stands there
 * before they are counted and when there are none, so that the form does not move.
 */
export function IdentifierNote() {
  const { request, isBeingRead, outline, draft, method } = useCurrentRequest();
  const { setValue } = useActions();
  if (!isExportOfValues(request.fields)) return null;
  if (isBeingRead) return <QuietNote words="Identifiers are counted once the project is read." />;
  const all = outline?.fields ?? null;
  const identifiers = exportedIdentifiers(request.fields, outline);
  if (all === null || identifiers === null) return null;
  if (identifiers.length === 0) return <QuietNote words="No field marked as an identifier in this export." />;
  const leaveOut = () => {
    setValue('fields', withoutIdentifiers(all, namesIn(draft['fields']), namesIn(draft['forms'])));
    if (method.parameters.some(({ name }) => name === 'forms')) setValue('forms', undefined);
  };
  return (
    <p className="identifier-note">
      <WarningIcon size={13} />
      <span>
        {identifiers.length === 1 ? '1 identifier' : `${identifiers.length} identifiers`} in this export.{' '}
        <Button className="link-button" onPress={leaveOut}>
          Leave identifiers out
        </Button>
      </span>
    </p>
  );
}

function QuietNote({ words }: { readonly words: string }) {
  return (
    <p className="identifier-note" data-quiet>
      <InfoIcon size={13} />
      <span>{words}</span>
    </p>
  );
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
