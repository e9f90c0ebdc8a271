import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react';
import { flushSync } from 'react-dom';
import type { Finding } from '#app/project/payload/finding.ts';
import type { Place } from '#app/project/payload/text-lines.ts';
import { afterPainting } from '#renderer/editor/after-painting.ts';
import { announceEdits } from '#renderer/state/pending-edits.ts';
import { offsetOf } from './offset-of.ts';
import type { PayloadEditor } from './payload-editor.ts';

/** A plain field with more characters takes seconds to draw: it shows the beginning, to be read only. */
const LARGEST_PLAIN = 20_000;
/** Up to this size every keystroke is handed over; a larger text when typing pauses. */
const LARGEST_AT_ONCE = 100_000;
const PAUSE_MS = 350;

export interface PayloadFieldHandle {
  readonly reveal: (place: Place) => void;
}

interface Props {
  readonly handle: Ref<PayloadFieldHandle>;
  readonly text: string;
  readonly language: string;
  readonly label: string;
  readonly placeholder: string;
  readonly describedBy: string;
  readonly findings: readonly Finding[];
  readonly invalid: boolean;
  readonly required: boolean;
  /** The text is too large to be edited. */
  readonly shownOnly: boolean;
  readonly onChange: (text: string) => void;
}

/**
 * The text of data to import. The editor is large: until it is loaded, should it fail to load, and for a very large
 * text, a plain field with the same name holds the same text.
 */
export function PayloadField(props: Props) {
  const { handle, text, language, label, placeholder, describedBy, findings, invalid, required, shownOnly } =
    props;
  const holder = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<PayloadEditor | null>(null);
  const latest = useRef(props);
  /** What was handed over or taken over last: what comes back unchanged is no news. */
  const known = useRef(text);
  const [ready, setReady] = useState(false);
  const isCut = text.length > LARGEST_PLAIN;

  useLayoutEffect(() => {
    latest.current = props;
  });

  const [edits] = useState(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const handOver = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      const next =
        editor.current?.text() ?? (plain.current?.readOnly === false ? plain.current.value : undefined);
      if (next === undefined || next === known.current) return;
      known.current = next;
      latest.current.onChange(next);
    };
    return {
      handOver,
      edited() {
        clearTimeout(timer);
        timer = setTimeout(handOver, PAUSE_MS);
        const length = editor.current?.length() ?? plain.current?.textLength ?? 0;
        if (length <= LARGEST_AT_ONCE) handOver();
      },
      forget() {
        clearTimeout(timer);
        timer = undefined;
      },
    };
  });

  useEffect(() => {
    const withdraw = announceEdits(edits.handOver);
    return () => {
      withdraw();
      // The form may show another method by now, which must not get this text.
      edits.forget();
    };
  }, [edits]);

  useEffect(() => {
    if (shownOnly) return undefined;
    let closed = false;
    const open = (openPayloadEditor: typeof import('./payload-editor.ts').openPayloadEditor) => {
      const field = plain.current;
      if (closed || holder.current === null) return;
      edits.handOver();
      const now = latest.current;
      const caret = field !== null && field === document.activeElement ? field.selectionStart : null;
      editor.current = openPayloadEditor(holder.current, {
        text: known.current,
        language: now.language,
        label: now.label,
        placeholder: now.placeholder,
        onEdit: edits.edited,
      });
      // At once: what is typed into the plain field after the editor took its text would be lost.
      flushSync(() => setReady(true));
      // In the same task, or keys that are pressed meanwhile would go nowhere.
      if (caret !== null) editor.current.setCaret(caret);
    };
    const callOff = afterPainting(() => {
      void import('./payload-editor.ts')
        .then(({ openPayloadEditor }) => open(openPayloadEditor))
        .catch(() => undefined);
    });
    return () => {
      closed = true;
      callOff();
      edits.handOver();
      editor.current?.close();
      editor.current = null;
      setReady(false);
    };
  }, [shownOnly, edits]);

  useLayoutEffect(() => {
    if (text === known.current) return;
    known.current = text;
    edits.forget();
    // The editor is about to be closed; it must not take such a text first.
    if (!shownOnly) editor.current?.setText(text);
    if (plain.current !== null) plain.current.value = text.slice(0, LARGEST_PLAIN);
  }, [text, edits, shownOnly]);

  useEffect(() => {
    if (ready) editor.current?.setLanguage(language);
  }, [ready, language]);

  useEffect(() => {
    if (ready) editor.current?.setPlaceholder(placeholder);
  }, [ready, placeholder]);

  useEffect(() => {
    if (ready) editor.current?.showFindings(findings);
  }, [ready, findings]);

  useEffect(() => {
    if (ready) editor.current?.describe(describedBy, invalid, required);
  }, [ready, describedBy, invalid, required]);

  useImperativeHandle(handle, () => ({
    reveal(place) {
      if (editor.current !== null) {
        editor.current.reveal(place);
        return;
      }
      const field = plain.current;
      if (field === null) return;
      const start = offsetOf(field.value, place);
      const end = field.value.indexOf('\n', start);
      field.focus();
      field.setSelectionRange(start, end === -1 ? field.value.length : Math.min(end, start + 1000));
    },
  }));

  return (
    <div className="payload-field" data-invalid={invalid ? '' : undefined} onBlur={edits.handOver}>
      <div ref={holder} className="payload-editor" hidden={!ready} />
      {!ready && (
        <textarea
          ref={plain}
          className="payload-plain"
          aria-label={label}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          aria-required={required}
          defaultValue={isCut ? text.slice(0, LARGEST_PLAIN) : text}
          readOnly={isCut}
          placeholder={placeholder}
          spellCheck={false}
          // Breaking long lines is what makes a large text slow.
          wrap="off"
          onChange={edits.edited}
        />
      )}
    </div>
  );
}
