import type { ProjectOutline } from '#app/project/outline.ts';
import { nearestName } from '#app/nearest-name.ts';
import type { ExplainedPart } from '#app/response/answer.ts';

/** Names of the project that are close to the wrong ones the server named. */
export function NearNames({
  parts,
  outline,
}: {
  readonly parts: readonly ExplainedPart[];
  readonly outline: ProjectOutline | null;
}) {
  if (outline === null) return null;
  const found = parts.slice(0, 3).flatMap((part) => {
    const near = nearestName(part.name, namesOf(part.kind, outline));
    return near === undefined || near === part.name ? [] : [{ wrong: part.name, near }];
  });
  return found.map(({ wrong, near }) => (
    <p key={wrong}>
      {'Instead of '}
      <code>{wrong}</code>
      {', did you mean '}
      <code>{near}</code>?
    </p>
  ));
}

function namesOf(kind: ExplainedPart['kind'], outline: ProjectOutline): readonly string[] {
  const items = {
    field: outline.fields,
    form: outline.forms,
    event: outline.events,
    record: outline.records,
  }[kind as 'field' | 'form' | 'event' | 'record'];
  return (items ?? []).map(({ name }) => name);
}
