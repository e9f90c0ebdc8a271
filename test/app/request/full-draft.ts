import type { Method, Parameter } from '#app/catalogue/method.ts';
import type { Draft, DraftValue } from '#app/request/draft.ts';

/** Something for every parameter, so that all of them are sent. */
export function fullDraft(method: Method): Draft {
  return Object.fromEntries(
    method.parameters.map((parameter) => [parameter.name, someValue(method, parameter)]),
  );
}

function someValue(method: Method, parameter: Parameter): DraftValue {
  switch (parameter.kind) {
    case 'list':
      return ['1', '2'];
    case 'file':
      return { fileName: 'a', reference: 'r' };
    case 'pairs':
      return [{ name: 'study', value: '7' }];
    case 'choice':
      return conditionOn(method, parameter) ?? parameter.values.at(-1)?.value ?? '';
    case 'switch':
      return parameter.on;
    default:
      return 'x';
  }
}

/** The value on which others depend: `csv` for the delimiter, `label` for the checkbox labels. */
function conditionOn(method: Method, { name }: Parameter): string | undefined {
  const tests = method.parameters.flatMap((parameter) => parameter.shownWhen ?? []);
  const test = tests.find((candidate) => 'parameter' in candidate && candidate.parameter === name);
  return test !== undefined && 'parameter' in test ? test.is : undefined;
}
