import { useId, useMemo, useRef } from 'react';
import type { LogicParameter } from '#app/catalogue/method.ts';
import { checkLogic } from '#app/project/logic/check.ts';
import { parseLogic } from '#app/project/logic/parse.ts';
import { CountButton } from '#renderer/logic/count-button.tsx';
import { LogicField, type LogicFieldHandle } from '#renderer/logic/logic-field.tsx';
import { ProblemList } from '#renderer/logic/problem-list.tsx';
import { useSettled } from '#renderer/logic/use-settled.ts';
import { useCurrentProject } from '#renderer/state/playground-context.tsx';
import type { ControlProps } from '../parameter-control.tsx';
import { ParameterLabel, PlainNotes } from '../parameter-row.tsx';

/** Long enough not to complain about a bracket that is just being written, in milliseconds. */
const SETTLING = 350;

/** REDCap logic: an editor that knows the project, what is wrong in words, and a count of what matches. */
export function LogicControl({ parameter, value, problem, onChange }: ControlProps<LogicParameter>) {
  const { connection, outline } = useCurrentProject();
  const field = useRef<LogicFieldHandle>(null);
  const [labelId, problemsId, notesId] = [useId(), useId(), useId()];
  const text = typeof value === 'string' ? value : '';
  const settled = useSettled(text, SETTLING);
  const problems = useMemo(() => checkLogic(parseLogic(settled), outline), [settled, outline]);
  const readable = !problems.some(({ syntax }) => syntax);
  const invalid =
    (problem !== null && value !== undefined) || problems.some(({ severity }) => severity === 'error');
  const set = (next: string) => onChange(parameter.name, next === '' ? undefined : next);
  const required = parameter.requirement === 'required' ? ' required' : '';

  return (
    <div className="parameter">
      <ParameterLabel parameter={parameter} plain id={labelId} />
      <div className="parameter-control">
        <LogicField
          handle={field}
          text={text}
          label={`${parameter.label}${required}`}
          placeholder={'[age] >= 65 and [sex] = "2"'}
          describedBy={`${problemsId} ${notesId}`}
          problems={problems}
          invalid={invalid}
          outline={outline}
          onChange={set}
        />
        <ProblemList
          id={problemsId}
          problems={problems}
          onShow={({ from, to }) => field.current?.select(from, to)}
          onMend={({ from, to }, replacement) => {
            if (settled === text) set(`${text.slice(0, from)}${replacement}${text.slice(to)}`);
          }}
        />
        <CountButton key={connection.id} logic={text} readable={readable && settled === text} />
        <PlainNotes id={notesId} parameter={parameter} problem={problem} untouched={value === undefined} />
      </div>
    </div>
  );
}
