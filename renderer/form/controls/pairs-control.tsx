import { useId } from 'react';
import { Button, Input, TextField } from 'react-aria-components';
import type { PairsParameter } from '#app/catalogue/method.ts';
import type { Pair } from '#app/request/draft.ts';
import { CloseIcon, PlusIcon } from '#renderer/shell/icons.tsx';
import type { ControlProps } from '../parameter-control.tsx';
import { ParameterLabel, PlainNotes } from '../parameter-row.tsx';

/** Free name and value pairs, in the order they are sent. */
export function PairsControl({ parameter, value, problem, onChange }: ControlProps<PairsParameter>) {
  const notesId = useId();
  const pairs = pairsOf(value);
  const set = (next: readonly Pair[]) => onChange(parameter.name, next.length === 0 ? undefined : next);
  const change = (at: number, part: Partial<Pair>) =>
    set(pairs.map((pair, index) => (index === at ? { ...pair, ...part } : pair)));
  return (
    <div className="parameter" role="group" aria-label={parameter.label} aria-describedby={notesId}>
      <ParameterLabel parameter={parameter} plain />
      <div className="parameter-control">
        {pairs.map((pair, index) => (
          // A pair has no identity besides its place.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className="pair">
            <TextField
              aria-label={`Name ${index + 1}`}
              value={pair.name}
              onChange={(name) => change(index, { name })}
            >
              <Input className="field-input" placeholder="name" />
            </TextField>
            <TextField
              aria-label={`Value ${index + 1}`}
              value={pair.value}
              onChange={(text) => change(index, { value: text })}
            >
              <Input className="field-input" placeholder="value" />
            </TextField>
            <Button
              className="button quiet icon"
              aria-label={`Remove pair ${index + 1}`}
              onPress={() => set(pairs.filter((_, other) => other !== index))}
            >
              <CloseIcon size={12} />
            </Button>
          </div>
        ))}
        <Button className="button" onPress={() => set([...pairs, { name: '', value: '' }])}>
          <PlusIcon size={12} />
          Add a pair
        </Button>
        <PlainNotes id={notesId} parameter={parameter} problem={problem} untouched={false} />
      </div>
    </div>
  );
}

function pairsOf(value: ControlProps['value']): readonly Pair[] {
  return Array.isArray(value) ? value.filter((entry): entry is Pair => typeof entry === 'object') : [];
}
