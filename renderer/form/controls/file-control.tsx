import { useEffect, useId, useRef, useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import type { FileParameter } from '#app/catalogue/method.ts';
import type { FileReference } from '#app/request/draft.ts';
import { CloseIcon, FileIcon } from '#renderer/shell/icons.tsx';
import { useActions, useHost } from '#renderer/state/playground-context.tsx';
import { failureText } from '#renderer/state/failure-text.ts';
import type { ControlProps } from '../parameter-control.tsx';
import { ParameterLabel, PlainNotes } from '../parameter-row.tsx';
import { carryOver } from './carry-over.ts';

/** A file to send. It is carried to the host in pieces and stays there until it is sent or taken out. */
export function FileControl({ parameter, value, problem, onChange }: ControlProps<FileParameter>) {
  const host = useHost();
  const notesId = useId();
  const { notify } = useActions();
  const [progress, setProgress] = useState<number | null>(null);
  const carrying = useRef<AbortController | null>(null);
  const file = isFile(value) ? value : null;

  const choose = async (chosen: File | undefined) => {
    // One at a time: a second file that is dropped meanwhile would take the place of the first.
    if (chosen === undefined || carrying.current !== null) return;
    const controller = new AbortController();
    carrying.current = controller;
    setProgress(0);
    const carried = await carryOver(host, chosen, setProgress, controller.signal);
    carrying.current = null;
    setProgress(null);
    if (carried.ok) {
      if (file !== null) void host.discardUpload({ reference: file.reference });
      onChange(parameter.name, carried.value);
    } else if (carried.failure.code !== 'cancelled') notify('problem', failureText(carried.failure));
  };
  // The form may show another method or project by then, which must not get this file.
  useEffect(() => () => carrying.current?.abort(), []);
  const remove = () => {
    if (file !== null) void host.discardUpload({ reference: file.reference });
    onChange(parameter.name, undefined);
  };

  return (
    <div className="parameter" role="group" aria-label={parameter.label} aria-describedby={notesId}>
      <ParameterLabel parameter={parameter} plain />
      <div className="parameter-control">
        <div
          className="file-drop"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            void choose(event.dataTransfer.files[0]);
          }}
        >
          {progress !== null ? (
            <>
              <progress max={1} value={progress} aria-label="Reading the file" />
              <Button className="button quiet" onPress={() => carrying.current?.abort()}>
                Cancel
              </Button>
            </>
          ) : file === null ? (
            <>
              <FileTrigger onSelect={(files) => void choose(files?.[0])}>
                <Button className="button">Choose a file…</Button>
              </FileTrigger>
              <span className="file-hint">or drop one here</span>
            </>
          ) : (
            <>
              <FileIcon />
              <span className="file-name">{file.fileName}</span>
              <Button className="button quiet icon" aria-label={`Remove ${file.fileName}`} onPress={remove}>
                <CloseIcon size={12} />
              </Button>
            </>
          )}
        </div>
        <PlainNotes
          id={notesId}
          parameter={parameter}
          problem={progress === null ? problem : null}
          untouched={value === undefined}
        />
      </div>
    </div>
  );
}

function isFile(value: ControlProps['value']): value is FileReference {
  return typeof value === 'object' && !Array.isArray(value) && 'reference' in value;
}
