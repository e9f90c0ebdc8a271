import { useId, useState } from 'react';
import { Button, FileTrigger, TextArea, TextField } from 'react-aria-components';
import type { PayloadParameter } from '#app/catalogue/method.ts';
import { useActions } from '#renderer/state/playground-context.tsx';
import type { ControlProps } from '../parameter-control.tsx';
import { ParameterLabel, ParameterNotes } from '../parameter-row.tsx';

interface Props extends ControlProps<PayloadParameter> {
  /** The request's `format`. */
  readonly format: string;
}

const LARGEST_FILE_BYTES = 20_000_000;

/** The content to import: typed, pasted, taken from an example, or read from a file or a drop. */
export function PayloadControl({ parameter, value, problem, onChange, format }: Props) {
  const { notify } = useActions();
  const labelId = useId();
  const [dragging, setDragging] = useState(false);
  const text = typeof value === 'string' ? value : '';
  const written = parameter.format === 'odm' ? 'odm' : format;
  const example =
    written === 'csv' || written === 'json' || written === 'xml' || written === 'odm'
      ? parameter.examples[written]
      : undefined;
  const set = (next: string) => onChange(parameter.name, next === '' ? undefined : next);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > LARGEST_FILE_BYTES) {
      notify(
        'problem',
        `${file.name} is larger than 20 MB. Split it by record and import the parts one by one.`,
      );
      return;
    }
    set(await file.text());
  };
  // The file button stands beside the text field and not in it: its hidden input would take the field's value.
  return (
    <div className="parameter wide">
      <div className="payload-head">
        <ParameterLabel parameter={parameter} plain id={labelId} />
        <span className="payload-format">{written.toUpperCase()}</span>
        {example !== undefined && text === '' && (
          <Button className="link-button" onPress={() => set(example)}>
            Insert an example
          </Button>
        )}
        <FileTrigger onSelect={(files) => void read(files?.[0])}>
          <Button className="link-button">Read from a file…</Button>
        </FileTrigger>
      </div>
      <TextField
        value={text}
        aria-labelledby={labelId}
        isInvalid={problem !== null && value !== undefined}
        isRequired={parameter.requirement === 'required'}
        validationBehavior="aria"
        onChange={set}
      >
        <TextArea
          className="field-input code payload"
          rows={8}
          spellCheck={false}
          data-dragging={dragging ? '' : undefined}
          placeholder={example === undefined ? '' : `For example:\n${example}`}
          onDragOver={(event) => {
            event.preventDefault();
            setDragging(true);
          }}
          onDragLeave={() => setDragging(false)}
          onDrop={(event) => {
            event.preventDefault();
            setDragging(false);
            void read(event.dataTransfer.files[0]);
          }}
        />
        <ParameterNotes parameter={parameter} problem={problem} untouched={value === undefined}>
          <PayloadColumns parameter={parameter} />
        </ParameterNotes>
      </TextField>
    </div>
  );
}

function PayloadColumns({ parameter }: { readonly parameter: PayloadParameter }) {
  if (parameter.columns.length === 0) return null;
  return (
    <details className="payload-columns">
      <summary>Columns</summary>
      <dl>
        {parameter.columns.map((column) => (
          <div key={column.name}>
            <dt>
              <code>{column.name}</code>
              {column.required && <span className="required-mark"> required</span>}
            </dt>
            {column.note !== undefined && <dd>{column.note}</dd>}
          </div>
        ))}
      </dl>
    </details>
  );
}
