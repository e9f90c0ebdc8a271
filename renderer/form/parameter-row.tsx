import type { ReactNode } from 'react';
import { Label, Text } from 'react-aria-components';
import type { Parameter } from '#app/catalogue/method.ts';
import { Explanation } from './explanation.tsx';

/** A parameter's label with its mark for "required" and its explanation one pointer away. */
export function ParameterLabel({
  parameter,
  plain,
  id,
  htmlFor,
}: {
  readonly parameter: Parameter;
  /** The label stands outside its control, which then names it by `id`. */
  readonly plain?: boolean;
  readonly id?: string;
  /** The field that the label is for, where no component around both says so. */
  readonly htmlFor?: string;
}) {
  const words = (
    <>
      {parameter.label}
      {parameter.requirement === 'required' && needsMark(parameter) && (
        <span className="required-mark"> required</span>
      )}
    </>
  );
  return (
    <div className="parameter-label">
      {plain === true ? <span id={id}>{words}</span> : <Label htmlFor={htmlFor}>{words}</Label>}
      <Explanation about={parameter.label}>
        {parameter.help} {parameter.more}
        <span className="wire-name">{parameter.name}</span>
        {parameter.since !== undefined && (
          <span className="wire-name">{`since REDCap ${parameter.since}`}</span>
        )}
      </Explanation>
    </div>
  );
}

/** A choice or switch always has a value, so "required" would only be noise there. */
function needsMark({ kind }: Parameter): boolean {
  return kind !== 'choice' && kind !== 'switch' && kind !== 'presence';
}

interface NotesProps {
  readonly parameter: Parameter;
  readonly problem: string | null;
  /** Nothing was entered yet: the problem is said quietly. */
  readonly untouched: boolean;
  /** Why this is plain text where a list would help. */
  readonly missing?: string | null;
}

/** What goes under a control: the problem in words, and the explanation for screen readers. */
export function ParameterNotes({ children, ...notes }: NotesProps & { readonly children?: ReactNode }) {
  return (
    <>
      {children}
      <Text slot="description" className="parameter-description">
        <NotesText {...notes} />
      </Text>
    </>
  );
}

/** The same for a control that names its notes by `id`. */
export function PlainNotes({ id, ...notes }: NotesProps & { readonly id?: string }) {
  return (
    <span id={id} className="parameter-description">
      <NotesText {...notes} />
    </span>
  );
}

function NotesText({ parameter, problem, untouched, missing = null }: NotesProps) {
  return (
    <>
      {problem !== null && (
        <span className="parameter-problem" data-quiet={untouched ? '' : undefined}>
          {problem}
        </span>
      )}
      {missing !== null && <span className="parameter-missing">{missing}</span>}
      <span className="visually-hidden">{parameter.help}</span>
    </>
  );
}
