import { useId } from 'react';
import type { PresenceParameter, SwitchParameter } from '#app/catalogue/method.ts';
import type { ControlProps } from '../parameter-control.tsx';
import { ParameterLabel, PlainNotes } from '../parameter-row.tsx';

/** On or off. A presence flag is sent only while it is on. */
export function SwitchControl({
  parameter,
  value,
  problem,
  onChange,
}: ControlProps<SwitchParameter | PresenceParameter>) {
  const notesId = useId();
  const on =
    parameter.kind === 'presence'
      ? value !== undefined
      : (value ?? (parameter.default === 'on' ? parameter.on : parameter.off)) === parameter.on;
  const set = (next: boolean) => {
    if (parameter.kind === 'presence') onChange(parameter.name, next ? parameter.value : undefined);
    else onChange(parameter.name, next ? parameter.on : parameter.off);
  };
  return (
    <div className="parameter switch-row">
      <label className="switch" data-selected={on ? '' : undefined}>
        <input
          type="checkbox"
          role="switch"
          className="visually-hidden"
          aria-label={parameter.label}
          aria-describedby={notesId}
          checked={on}
          onChange={({ target }) => set(target.checked)}
        />
        <span className="switch-track">
          <span className="switch-thumb" />
        </span>
        <ParameterLabel parameter={parameter} plain />
      </label>
      <PlainNotes id={notesId} parameter={parameter} problem={problem} untouched={false} />
    </div>
  );
}
