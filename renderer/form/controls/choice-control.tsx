import { useId } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import type { ChoiceParameter } from '#app/catalogue/method.ts';
import { CheckIcon, ChevronIcon } from '#renderer/shell/icons.tsx';
import type { ControlProps } from '../parameter-control.tsx';
import { ParameterLabel, ParameterNotes, PlainNotes } from '../parameter-row.tsx';

interface Props extends ControlProps<ChoiceParameter> {
  /** The value of the parameter this one follows until something else is chosen. */
  readonly followed: string | undefined;
}

const SEGMENTS_AT_MOST = 4;
const SEGMENT_CHARACTERS_AT_MOST = 44;

/** A few short choices stand side by side; many or long ones go into a list. */
export function ChoiceControl(props: Props) {
  const { parameter } = props;
  const length = parameter.values.reduce((sum, { label }) => sum + label.length, 0);
  const segmented =
    parameter.default !== undefined &&
    parameter.values.length <= SEGMENTS_AT_MOST &&
    length <= SEGMENT_CHARACTERS_AT_MOST;
  return segmented ? <Segments {...props} /> : <Dropdown {...props} />;
}

function chosenValue({ parameter, value, followed }: Props): string | null {
  if (typeof value === 'string') return value;
  if (followed !== undefined && parameter.values.some((choice) => choice.value === followed)) return followed;
  return parameter.default ?? null;
}

/** The browser's own radio buttons: they need no script for keys, groups and focus. */
function Segments(props: Props) {
  const { parameter, problem, onChange, value } = props;
  const [name, labelId, notesId] = [useId(), useId(), useId()];
  const chosen = chosenValue(props);
  return (
    <div
      className="parameter"
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={notesId}
      aria-invalid={problem !== null || undefined}
    >
      <ParameterLabel parameter={parameter} plain id={labelId} />
      <div className="parameter-control">
        <div className="segments">
          {parameter.values.map((choice) => (
            <label
              key={choice.value}
              className="segment"
              data-selected={choice.value === chosen ? '' : undefined}
            >
              <input
                type="radio"
                className="visually-hidden"
                name={name}
                value={choice.value}
                checked={choice.value === chosen}
                onChange={() => onChange(parameter.name, choice.value)}
              />
              <span className="segment-text" data-label={choice.label}>
                {choice.label}
              </span>
            </label>
          ))}
        </div>
        <PlainNotes id={notesId} parameter={parameter} problem={problem} untouched={value === undefined} />
      </div>
    </div>
  );
}

const UNSET = 'unset';

function Dropdown(props: Props) {
  const { parameter, problem, onChange, value } = props;
  const chosen = chosenValue(props);
  const items = parameter.values.map((choice) => ({ id: `value ${choice.value}`, label: choice.label }));
  return (
    <Select
      className="parameter"
      value={chosen === null ? UNSET : `value ${chosen}`}
      isInvalid={problem !== null}
      onChange={(key) => {
        const next = String(key);
        onChange(parameter.name, next === UNSET ? undefined : next.slice('value '.length));
      }}
    >
      <ParameterLabel parameter={parameter} />
      <div className="parameter-control">
        <Button className="button select-button">
          <SelectValue className="select-value" />
          <ChevronIcon size={12} />
        </Button>
        <ParameterNotes parameter={parameter} problem={problem} untouched={value === undefined} />
      </div>
      <Popover className="popover">
        <ListBox className="listbox">
          {parameter.default === undefined && (
            <ListBoxItem id={UNSET} textValue="Not sent" className="option">
              <OptionText label="Not sent" />
            </ListBoxItem>
          )}
          {items.map((item) => (
            <ListBoxItem key={item.id} id={item.id} textValue={item.label} className="option">
              <OptionText label={item.label} />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

function OptionText({ label }: { readonly label: string }) {
  return (
    <>
      <span>{label}</span>
      <span className="option-check">
        <CheckIcon size={13} />
      </span>
    </>
  );
}
