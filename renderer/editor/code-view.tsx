import { useEffect, useMemo, useRef, useState } from 'react';
import type { CodeEditor } from './monaco.ts';
import { shortenLines } from './shorten-lines.ts';
import './code-view.css';

/**
 * Read-only coloured code. The editor is large, so it loads after the window is usable; until then, and
 * should it fail to load, the same text stands there plain. Code that holds a large value is shown without its middle.
 */
export function CodeView({
  text: given,
  language,
  label,
  whole = false,
}: {
  readonly text: string;
  readonly language: string;
  readonly label: string;
  /** The text is short enough already and shown as it is. */
  readonly whole?: boolean;
}) {
  const text = useMemo(() => (whole ? given : shortenLines(given)), [given, whole]);
  const holder = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor | null>(null);
  const latest = useRef({ text, language, label });
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let closed = false;
    void import('./monaco.ts')
      .then(({ openCodeEditor }) => {
        if (closed || holder.current === null) return;
        editor.current = openCodeEditor(holder.current, latest.current);
        setReady(true);
      })
      .catch(() => undefined);
    return () => {
      closed = true;
      editor.current?.close();
      editor.current = null;
    };
  }, []);

  useEffect(() => {
    latest.current = { text, language, label };
    editor.current?.show(latest.current);
  }, [text, language, label]);

  return (
    <div className="code-view">
      <div ref={holder} className="code-editor" />
      {!ready && (
        // Scrollable text has to be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className="plain-text" tabIndex={0} aria-label={label}>
          {text}
        </pre>
      )}
      {text !== given && (
        <p className="code-cut">A long value is shown shortened. Copy and Save as… take all of it.</p>
      )}
    </div>
  );
}
