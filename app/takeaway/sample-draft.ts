import { assertNever } from '#app/assert-never.ts';
import type { Method, Parameter, Picker } from '#app/catalogue/method.ts';
import type { Draft, DraftValue } from '#app/request/draft.ts';

/** Made-up names that stand for what only the reader's project knows. */
const examples: Readonly<Record<Picker, string>> = {
  records: '1',
  fields: 'field_name',
  fileFields: 'file_field',
  forms: 'my_instrument',
  events: 'event_1_arm_1',
  arms: '1',
  dags: 'my_group',
  dagIds: '1',
  users: 'username',
  roles: 'U-ABC123DEF4',
  reports: '1',
  repositoryFolder: '1',
  repositoryFile: '1',
};

/** A form filled in with just what the method asks for: what sample code of a method is made from. */
export function sampleDraft(method: Method): Draft {
  const values = method.parameters
    .filter(isNeeded)
    .map((parameter) => [parameter.name, sampleValue(parameter)] as const)
    .filter((entry): entry is readonly [string, DraftValue] => entry[1] !== null);
  return Object.fromEntries(values);
}

/** Ranges need one of two parameters by a rule: records are then named rather than all taken. */
function isNeeded(parameter: Parameter): boolean {
  return parameter.requirement === 'required' || parameter.requiredWhen !== undefined;
}

/** null: what counts without a choice will do. */
function sampleValue(parameter: Parameter): DraftValue | null {
  switch (parameter.kind) {
    case 'choice':
      return parameter.default === undefined ? (parameter.values[0]?.value ?? null) : null;
    case 'switch':
    case 'presence':
      return null;
    case 'list':
      return [examples[parameter.of]];
    case 'text':
      return parameter.of === undefined ? plainText(parameter.name) : examples[parameter.of];
    case 'integer':
      return parameter.of === undefined ? String(Math.max(parameter.min, 1)) : examples[parameter.of];
    case 'time':
      return parameter.precision === 'second' ? '2026-01-31 00:00:00' : '2026-01-31 00:00';
    case 'logic':
      return '[age] > 18';
    case 'payload':
      return Object.values(parameter.examples).find((example) => example !== '') ?? null;
    case 'file':
      return { fileName: 'consent.pdf', reference: 'consent.pdf' };
    case 'pairs':
      return [];
    default:
      return assertNever(parameter);
  }
}

function plainText(name: string): string {
  return name === 'new_record_name' ? '2' : `my_${name}`;
}
