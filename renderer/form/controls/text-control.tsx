import { ComboBox, Input, TextField } from 'react-aria-components';
import { useMemo, useState } from 'react';
import { assertNever } from '#app/assert-never.ts';
import type { IntegerParameter, TextParameter, TimeParameter } from '#app/catalogue/method.ts';
import type { ControlProps } from '../parameter-control.tsx';
import { ParameterLabel, ParameterNotes } from '../parameter-row.tsx';
import { matchSuggestions } from '../match-suggestions.ts';
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
  const text = typeof value === 'string' ? value : '';
  return (
    <TextField
      className="parameter"
      value={text}
      isInvalid={problem !== null && value !== undefined}
      isRequired={parameter.requirement === 'required'}
      validationBehavior="aria"
      onChange={(next) => onChange(parameter.name, next === '' ? undefined : next)}
    >
      <ParameterLabel parameter={parameter} />
      <div className="parameter-control">
        <Input
          className="field-input"
          placeholder={placeholder(parameter)}
          spellCheck={false}
          autoComplete="off"
        />
        <ParameterNotes
          parameter={parameter}
          problem={problem}
          untouched={value === undefined}
          missing={missing}
        />
      </div>
    </TextField>
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
  const shown = useMemo(() => matchSuggestions(suggestions, typed ?? ''), [suggestions, typed]);
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
