import type { OutlineChoice, ProjectOutline } from '#app/project/outline.ts';
import { isEventVariable } from './smart-variables.ts';

/** The values that a smart variable can have in the project at hand. */
export interface KnownValues {
  /** What each of them is, as it stands in a sentence after “the project has no”. */
  readonly what: string;
  readonly values: readonly OutlineChoice[];
}

/** What logic can compare a smart variable with; null where the project does not tell, or has none of the kind. */
export function knownValues(smartVariable: string, outline: ProjectOutline): KnownValues | null {
  const { events, arms, dags, roles } = outline;
  if (isEventVariable(smartVariable)) return among('event', events);
  switch (smartVariable) {
    case 'arm-number':
      return among('arm', arms);
    case 'record-dag-name':
    case 'user-dag-name':
      return among('data access group', dags);
    case 'user-role-name':
      return among('user role', roles);
    default:
      return null;
  }
}

function among(
  what: string,
  items: readonly { readonly name: string; readonly label: string }[] | null,
): KnownValues | null {
  if (items === null || items.length === 0) return null;
  return { what, values: items.map(({ name, label }) => ({ code: name, label })) };
}
