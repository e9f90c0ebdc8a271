import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import type { PayloadParameter } from '#app/catalogue/method.ts';
import { breakJson } from '#app/project/payload/read-json.ts';
import type { PayloadFormat } from '#app/project/payload/settings.ts';
import { FindingsList } from '#renderer/payload/findings-list.tsx';
import { InsertTemplate } from '#renderer/payload/insert-template.tsx';
import { notEditable } from '#renderer/payload/editable.ts';
import { PayloadField, type PayloadFieldHandle } from '#renderer/payload/payload-field.tsx';
import { readTextFile } from '#renderer/payload/read-text-file.ts';
import { showsPayload } from '#renderer/payload/reveal-payload-row.ts';
import { usePayloadReport } from '#renderer/payload/use-payload-report.ts';
import { usePayloadSettings } from '#renderer/payload/use-payload-settings.ts';
import { useActions, useCurrentProject } from '#renderer/state/playground-context.tsx';
import type { ControlProps } from '../parameter-control.tsx';
import { ParameterLabel, PlainNotes } from '../parameter-row.tsx';
import '#renderer/payload/payload.css';

interface Props extends ControlProps<PayloadParameter> {
  /** The request's `format`. */
  readonly format: string;
}

const LARGEST_FILE_BYTES = 20_000_000;

const languages = { csv: 'plaintext', json: 'json', xml: 'xml', odm: 'xml' } as const satisfies Record<
  PayloadFormat,
  string
>;

/** The content to import: typed, pasted, taken from a template, or read from a file or a drop; checked as it stands. */
export function PayloadControl({ parameter, value, problem, onChange }: Props) {
  const { notify } = useActions();
  const { outline } = useCurrentProject();
  const settings = usePayloadSettings(parameter);
  const labelId = useId();
  const notesId = useId();
  const field = useRef<PayloadFieldHandle>(null);
  const [dragging, setDragging] = useState(false);
  const text = typeof value === 'string' ? value : '';
  const { state, find } = usePayloadReport(parameter.name, text, settings, outline);
  const shownOnly = useMemo(() => notEditable(text), [text]);
  const example = parameter.examples[settings.format];
  const required = parameter.requirement === 'required';
  const set = (next: string) => onChange(parameter.name, next === '' ? undefined : next);
  const takeFile = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > LARGEST_FILE_BYTES) {
      notify(
        'problem',
        `${file.name} is larger than 20 MB. Split it by record and import the parts one by one.`,
      );
      return;
    }
    const read = await readTextFile(file);
    if (!isShown.current) return;
    if (read.ok) set(read.text);
    else notify('problem', read.message);
  };

  // A file on a slow drive may come when the form shows another method or project, which must not get it.
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  useEffect(
    () =>
      showsPayload(async (target) => {
        const place = await find(target);
        if (place !== null) field.current?.reveal(place);
        return place !== null;
      }),
    [find],
  );

  // The file button stands beside the text field and not in it: its hidden input would take the field's value.
  return (
    <div
      className="parameter wide"
      data-dragging={dragging ? '' : undefined}
      onDragOverCapture={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeaveCapture={() => setDragging(false)}
      onDropCapture={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.stopPropagation();
        setDragging(false);
        void takeFile(event.dataTransfer.files[0]);
      }}
    >
      <div className="payload-head">
        <ParameterLabel parameter={parameter} plain id={labelId} />
        <span className="payload-format">{settings.format.toUpperCase()}</span>
        {text !== '' && <span className="payload-size">{sizeInWords(text.length)}</span>}
        <span className="payload-actions">
          {text === '' ? (
            <InsertTemplate parameter={parameter} settings={settings} outline={outline} onInsert={set} />
          ) : (
            <Button className="link-button" onPress={() => set('')}>
              Clear
            </Button>
          )}
          <FileTrigger onSelect={(files) => void takeFile(files?.[0])}>
            <Button className="link-button">Read from a file…</Button>
          </FileTrigger>
        </span>
      </div>
      <PayloadField
        handle={field}
        text={text}
        language={languages[settings.format]}
        label={required ? `${parameter.label} required` : parameter.label}
        placeholder={example === undefined ? '' : `For example:\n${example}`}
        describedBy={notesId}
        findings={state.kind === 'checked' ? state.report.shown : noFindings}
        invalid={problem !== null && value !== undefined}
        required={required}
        shownOnly={shownOnly !== null}
        onChange={set}
      />
      {shownOnly !== null && (
        <p className="payload-summary">
          {shownOnly === 'size'
            ? 'This text is larger than 5 MB. To keep the window quick, only its beginning is shown and it is not edited here; all of it is checked and sent. To change it, change the file and read it again.'
            : 'This text has very long lines. To keep the window quick, only its beginning is shown and it is not edited here; all of it is checked and sent.'}
          {shownOnly === 'line' && settings.format === 'json' && (
            <>
              {' '}
              <Button
                className="link-button"
                onPress={() => {
                  const broken = breakJson(text);
                  if (broken === null)
                    notify('problem', 'This is no JSON list, so it has no rows to put on lines.');
                  else set(broken);
                }}
              >
                Put each row on a line
              </Button>
            </>
          )}
        </p>
      )}
      <FindingsList
        state={state}
        label={parameter.label}
        onJump={(finding) => field.current?.reveal(finding)}
      />
      <PlainNotes id={notesId} parameter={parameter} problem={problem} untouched={value === undefined} />
      <PayloadColumns parameter={parameter} />
    </div>
  );
}

const noFindings = [] as const;

function sizeInWords(characters: number): string {
  if (characters < 1000) return `${String(characters)} characters`;
  return characters < 1_000_000
    ? `${(characters / 1000).toFixed(1)} kB`
    : `${(characters / 1_000_000).toFixed(1)} MB`;
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
