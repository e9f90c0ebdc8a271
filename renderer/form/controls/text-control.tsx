import { useId, useMemo, useState } from 'react';
import { ComboBox, Input } from 'react-aria-components';
import { assertNever } from '#app/assert-never.ts';
import type { IntegerParameter, TextParameter, TimeParameter } from '#app/catalogue/method.ts';
import type { ControlProps } from '../parameter-control.tsx';
import { ParameterLabel, ParameterNotes, PlainNotes } from '../parameter-row.tsx';
import { unknownNames } from '#app/project/unknown-names.ts';
import { useCurrentProject } from '#renderer/state/playground-context.tsx';
import { UnknownNamesNote } from '../unknown-names-note.tsx';
import { matchSuggestions, notYet } from '../match-suggestions.ts';
import { SuggestionList } from './suggestion-list.tsx';

type Line = TextParameter | IntegerParameter | TimeParameter;

/** One line of text. With suggestions when the project is known, but never only those. */
export function TextControl(props: ControlProps<Line>) {
  const { parameter, suggestions } = props;
  return suggestions !== null &&
    suggestions.length > 0 &&
    (parameter.kind === 'text' || parameter.kind === 'integer') ? (
    <SuggestedText {...props} suggestions={suggestions} />
  ) : (
    <PlainText {...props} />
  );
}

function PlainText({ parameter, value, problem, missing, onChange }: ControlProps<Line>) {
  const [fieldId, notesId] = [useId(), useId()];
  const invalid = problem !== null && value !== undefined;
  return (
    <div className="parameter" data-invalid={invalid ? '' : undefined}>
      <ParameterLabel parameter={parameter} htmlFor={fieldId} />
      <div className="parameter-control">
        <input
          id={fieldId}
          type="text"
          className="field-input"
          value={typeof value === 'string' ? value : ''}
          placeholder={placeholder(parameter)}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={notesId}
          aria-invalid={invalid || undefined}
          aria-required={parameter.requirement === 'required' || undefined}
          data-invalid={invalid ? '' : undefined}
          onChange={({ target }) => onChange(parameter.name, target.value === '' ? undefined : target.value)}
        />
        <PlainNotes
          id={notesId}
          parameter={parameter}
          problem={problem}
          untouched={value === undefined}
          missing={missing}
        />
      </div>
    </div>
  );
}

function SuggestedText({
  parameter,
  value,
  problem,
  onChange,
  suggestions,
}: ControlProps<Line> & { readonly suggestions: NonNullable<ControlProps['suggestions']> }) {
  const text = typeof value === 'string' ? value : '';
  const [typed, setTyped] = useState<string | null>(null);
  const [entered, setEntered] = useState(false);
  const [inside, setInside] = useState(false);
  const { outline } = useCurrentProject();
  const of = parameter.kind === 'time' ? undefined : parameter.of;
  // Nobody wants to be told so while writing a name.
  const unknown =
    outline === null || text === '' || inside || of === undefined ? [] : unknownNames(of, [text], outline);
  const shown = useMemo(
    () => (entered ? matchSuggestions(suggestions, typed ?? '') : notYet(suggestions)),
    [entered, suggestions, typed],
  );
  const set = (next: string) => onChange(parameter.name, next === '' ? undefined : next);
  return (
    <ComboBox
      className="parameter"
      allowsCustomValue
      menuTrigger="focus"
      inputValue={text}
      items={shown.items}
      isInvalid={problem !== null && value !== undefined}
      isRequired={parameter.requirement === 'required'}
      validationBehavior="aria"
      onFocus={() => {
        setEntered(true);
        setInside(true);
      }}
      onBlur={() => setInside(false)}
      onInputChange={(next) => {
        setTyped(next);
        set(next);
      }}
      onOpenChange={(open) => {
        if (open) setTyped(null);
      }}
      onSelectionChange={(key) => {
        if (key !== null) set(String(key));
      }}
    >
      <ParameterLabel parameter={parameter} />
      <div className="parameter-control">
        <Input className="field-input" placeholder={placeholder(parameter)} spellCheck={false} />
        {of !== undefined && unknown.length > 0 && (
          <UnknownNamesNote of={of} unknown={unknown} onReplace={(_, near) => set(near)} />
        )}
        <ParameterNotes parameter={parameter} problem={problem} untouched={value === undefined} />
      </div>
      <SuggestionList more={shown.more} />
    </ComboBox>
  );
}

function placeholder(parameter: Line): string {
  switch (parameter.kind) {
    case 'text':
      return '';
    case 'integer':
      return parameter.words === undefined
        ? 'A whole number'
        : `A whole number, or ${parameter.words.join(', ')}`;
    case 'time':
      return parameter.precision === 'second' ? 'YYYY-MM-DD HH:MM:SS' : 'YYYY-MM-DD HH:MM';
    default:
      return assertNever(parameter);
  }
}
