import { Button } from 'react-aria-components';
import { exportedIdentifiers, withoutIdentifiers } from '#app/safety/identifiers.ts';
import { useActions, useCurrentRequest } from '#renderer/state/playground-context.tsx';
import { WarningIcon } from '#renderer/shell/icons.tsx';

/** Under the fields of an export: how many identifiers it holds, and one click to leave them out. */
export function IdentifierNote() {
  const { request, outline, draft, method } = useCurrentRequest();
  const { setValue } = useActions();
  const identifiers = exportedIdentifiers(request.fields, outline);
  if (identifiers === null || identifiers.length === 0 || outline?.fields == null) return null;
  const all = outline.fields;
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

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
