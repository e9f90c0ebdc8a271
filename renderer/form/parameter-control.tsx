import { memo } from 'react';
import { assertNever } from '#app/assert-never.ts';
import type { Method, Parameter } from '#app/catalogue/method.ts';
import type { DraftValue } from '#app/request/draft.ts';
import { ChoiceControl } from './controls/choice-control.tsx';
import { FileControl } from './controls/file-control.tsx';
import { ListControl } from './controls/list-control.tsx';
import { LogicControl } from './controls/logic-control.tsx';
import { PairsControl } from './controls/pairs-control.tsx';
import { PayloadControl } from './controls/payload-control.tsx';
import { SwitchControl } from './controls/switch-control.tsx';
import { TextControl } from './controls/text-control.tsx';
import type { Suggestion } from './suggestions.ts';

export interface ControlProps<P extends Parameter = Parameter> {
  readonly parameter: P;
  readonly value: DraftValue | undefined;
  readonly problem: string | null;
  readonly suggestions: readonly Suggestion[] | null;
  /** Why there are no suggestions where there usually are. */
  readonly missing: string | null;
  readonly onChange: (parameter: string, value: DraftValue | undefined) => void;
}

interface Props extends ControlProps {
  readonly method: Method;
  /** The drafted value of `format`, which a payload and a following choice depend on. */
  readonly draftFormat: string | undefined;
}

/** The control of one parameter: each kind has exactly one. Drawn again only when its own value changes. */
export const ParameterControl = memo(function ParameterControl({ method, draftFormat, ...props }: Props) {
  const { parameter } = props;
  switch (parameter.kind) {
    case 'choice':
      return (
        <ChoiceControl
          {...props}
          parameter={parameter}
          followed={parameter.follows === 'format' ? (draftFormat ?? defaultFormat(method)) : undefined}
        />
      );
    case 'switch':
    case 'presence':
      return <SwitchControl {...props} parameter={parameter} />;
    case 'list':
      return <ListControl {...props} parameter={parameter} />;
    case 'text':
    case 'integer':
    case 'time':
      return <TextControl {...props} parameter={parameter} />;
    case 'logic':
      return <LogicControl {...props} parameter={parameter} />;
    case 'payload':
      return (
        <PayloadControl
          {...props}
          parameter={parameter}
          format={draftFormat ?? defaultFormat(method) ?? 'csv'}
        />
      );
    case 'file':
      return <FileControl {...props} parameter={parameter} />;
    case 'pairs':
      return <PairsControl {...props} parameter={parameter} />;
    default:
      return assertNever(parameter);
  }
});

function defaultFormat(method: Method): string | undefined {
  const format = method.parameters.find(({ name }) => name === 'format');
  return format?.kind === 'choice' ? format.default : undefined;
}
