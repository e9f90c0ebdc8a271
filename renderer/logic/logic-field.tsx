import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react';
import type { LogicProblem } from '#app/project/logic/problem.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import { afterPainting } from '#renderer/editor/after-painting.ts';
import type { LogicEditor } from './logic-editor.ts';
import './logic.css';

export interface LogicFieldHandle {
  /** Selects the characters and takes the focus. */
  readonly select: (from: number, to: number) => void;
}

interface Props {
  readonly handle: Ref<LogicFieldHandle>;
  readonly text: string;
  readonly label: string;
  readonly placeholder: string;
  /** Ids of what describes the field. */
  readonly describedBy: string;
  readonly problems: readonly LogicProblem[];
  readonly invalid: boolean;
  readonly outline: ProjectOutline | null;
  readonly onChange: (text: string) => void;
}

/**
 * The text of the logic. The editor is large: it loads when the field is first used or the page has nothing else to
 * do. Until then, and should it fail to load, a plain field with the same name takes the same text.
 */
export function LogicField(props: Props) {
  const { handle, text, label, placeholder, describedBy, problems, invalid, onChange } = props;
  const holder = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<LogicEditor | null>(null);
  const latest = useRef(props);
  const composing = useRef(false);
  const [wanted, setWanted] = useState(false);
  const [ready, setReady] = useState(false);

  useLayoutEffect(() => {
    latest.current = props;
  });

  useEffect(() => afterPainting(() => setWanted(true)), []);

  useEffect(() => {
    if (!wanted) return undefined;
    let closed = false;
    const open = (openLogicEditor: typeof import('./logic-editor.ts').openLogicEditor) => {
      if (closed || holder.current === null) return;
      // Letters that are being put together by an input method would be lost.
      if (composing.current) {
        plain.current?.addEventListener('compositionend', () => setTimeout(() => open(openLogicEditor)), {
          once: true,
        });
        return;
      }
      const now = latest.current;
      editor.current = openLogicEditor(holder.current, {
        text: now.text,
        label: now.label,
        placeholder: now.placeholder,
        outline: () => latest.current.outline,
        onChange: (next) => latest.current.onChange(next),
      });
      setReady(true);
    };
    void import('./logic-editor.ts')
      .then(({ openLogicEditor }) => open(openLogicEditor))
      .catch(() => undefined);
    return () => {
      closed = true;
      editor.current?.close();
      editor.current = null;
      setReady(false);
    };
  }, [wanted]);

  // Before the plain field goes, its text and caret move over.
  const caret = useRef<readonly [number, number] | null>(null);
  useLayoutEffect(() => {
    if (ready && caret.current !== null) editor.current?.select(...caret.current);
    caret.current = null;
  }, [ready]);

  useLayoutEffect(() => {
    if (ready) editor.current?.setText(text);
  }, [ready, text]);

  useEffect(() => {
    if (ready) editor.current?.showProblems(problems);
  }, [ready, problems]);

  useEffect(() => {
    if (ready) editor.current?.describe(describedBy, invalid);
  }, [ready, describedBy, invalid]);

  useImperativeHandle(handle, () => ({
    select(from, to) {
      if (editor.current !== null) editor.current.select(from, to);
      else {
        plain.current?.focus();
        plain.current?.setSelectionRange(from, to);
      }
    },
  }));

  return (
    <div className="logic-field" data-invalid={invalid ? '' : undefined}>
      <div ref={holder} className="logic-editor" hidden={!ready} />
      {!ready && (
        <textarea
          ref={(element) => {
            // Leaving the page while it has the focus: the editor takes over where it was.
            const left = plain.current;
            if (element === null && left !== null && document.activeElement === left) {
              caret.current = [left.selectionStart, left.selectionEnd];
            }
            plain.current = element;
          }}
          className="logic-plain"
          rows={2}
          value={text}
          aria-label={label}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          placeholder={placeholder}
          spellCheck={false}
          onFocus={() => setWanted(true)}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={() => {
            composing.current = false;
          }}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}
