import { useEffect, useRef, useState } from 'react';
import type { CodeEditor } from './monaco.ts';

/**
 * Read-only coloured code. The editor is large, so it loads after the window is usable; until then, and
 * should it fail to load, the same text stands there plain.
 */
export function CodeView({
  text,
  language,
  label,
}: {
  readonly text: string;
  readonly language: string;
  readonly label: string;
}) {
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
    </div>
  );
}
