import type { Method, Parameter } from '#app/catalogue/method.ts';
import type { Draft, DraftValue } from '#app/request/draft.ts';
import { fullDraft } from '#test/app/request/full-draft.ts';

/** The file that file methods send. */
export const UPLOAD = { fileName: 'scan.png', reference: 'scan.png' } as const;

const oddName = `it's "a", $x; @b=<c> %41 \\d #{e} \`f\`.png`;
/** The same under a name that quoting gets wrong. */
export const ODD_UPLOAD = { fileName: oddName, reference: oddName } as const;

/** Every program's folder has the file under these names; one looks like an option of a command. */
export const UPLOAD_PATHS = [UPLOAD.reference, '-file', ODD_UPLOAD.reference] as const;

/** What must be given, and nothing else. */
export function defaultsDraft(method: Method): Draft {
  const required = method.parameters.filter(
    ({ kind, requirement }) => requirement === 'required' && kind !== 'choice' && kind !== 'switch',
  );
  return Object.fromEntries(required.map((parameter) => [parameter.name, validValue(method, parameter)]));
}

/** Drafts that together set every parameter to something else than its default. */
export function optionsDrafts(method: Method): readonly Draft[] {
  const whole = Object.fromEntries(
    method.parameters.map((parameter) => [parameter.name, validValue(method, parameter)]),
  );
  const presence = method.parameters.find(({ kind }) => kind === 'presence');
  if (presence === undefined) return [whole];
  // REDCap ignores the narrower choices beside it, so that both cannot stand in one request.
  const { [presence.name]: value, ...without } = whole;
  return value === undefined ? [without] : [without, { [presence.name]: value }];
}

function validValue(method: Method, parameter: Parameter): DraftValue {
  const { name } = parameter;
  switch (parameter.kind) {
    case 'integer':
      return '7';
    case 'time':
      return `2026-${/end/i.test(name) ? '11' : '02'}-03 04:05${parameter.precision === 'second' ? ':06' : ''}`;
    case 'logic':
      return '[age] > 30 and [name] <> "O\'Brien"';
    case 'payload':
      return parameter.format === 'odm' ? '<ODM></ODM>' : (parameter.examples.csv ?? '');
    case 'file':
      return UPLOAD;
    case 'text':
      return `a_${name}`;
    case 'presence':
      return parameter.value;
    default:
      return fullDraft(method)[name] ?? '';
  }
}
