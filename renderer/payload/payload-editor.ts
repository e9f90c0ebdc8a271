import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/placeholderText/register';
import { editor, MarkerSeverity, Range } from 'monaco-editor/editor';
import type { Finding } from '#app/project/payload/finding.ts';
import type { Place } from '#app/project/payload/text-lines.ts';
// Sets up workers and themes, once for every editor of the page.
import { themeName } from '#renderer/editor/monaco.ts';
import { followWholeSelection } from '#renderer/editor/whole-selection.ts';

const OWNER = 'payload';

export interface PayloadEditor {
  readonly text: () => string;
  readonly length: () => number;
  /** Takes over a text from outside; the user can undo it. */
  readonly setText: (text: string) => void;
  readonly setLanguage: (language: string) => void;
  readonly setPlaceholder: (placeholder: string) => void;
  readonly showFindings: (findings: readonly Finding[]) => void;
  /** Puts the cursor there, in view, and takes the focus. */
  readonly reveal: (place: Place) => void;
  readonly setCaret: (offset: number) => void;
  readonly describe: (ids: string, invalid: boolean, required: boolean) => void;
  readonly close: () => void;
}

export interface PayloadEditorOptions {
  readonly text: string;
  readonly language: string;
  /** Accessible name. */
  readonly label: string;
  readonly placeholder: string;
  readonly onEdit: () => void;
}

/** Opens an editor for data to import that fills the element. */
export function openPayloadEditor(element: HTMLElement, options: PayloadEditorOptions): PayloadEditor {
  const model = editor.createModel(options.text, options.language);
  const view = editor.create(element, {
    model,
    theme: themeName(),
    ariaLabel: options.label,
    placeholder: options.placeholder,
    // A real text field underneath, whole for screen readers and whoever fills it in by program.
    editContext: false,
    accessibilitySupport: 'on',
    accessibilityPageSize: 500,
    automaticLayout: true,
    minimap: { enabled: false },
    lineNumbers: 'on',
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 10,
    glyphMargin: false,
    folding: false,
    padding: { top: 6, bottom: 6 },
    fontSize: 12,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-code'),
    lineHeight: 19,
    renderLineHighlight: 'none',
    occurrencesHighlight: 'off',
    selectionHighlight: false,
    bracketPairColorization: { enabled: false },
    // Columns stay under each other, and a line of a million characters need not be broken.
    wordWrap: 'off',
    guides: { indentation: false },
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    scrollBeyondLastLine: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
    // A form is left by Tab, so must be the data in it.
    tabFocusMode: true,
    tabCompletion: 'off',
    quickSuggestions: false,
    wordBasedSuggestions: 'off',
    // Data are taken as they are typed: nothing is closed, indented or replaced.
    autoClosingBrackets: 'never',
    autoClosingQuotes: 'never',
    autoSurround: 'never',
    autoIndent: 'none',
    detectIndentation: false,
    trimAutoWhitespace: false,
    fixedOverflowWidgets: true,
    unicodeHighlight: { ambiguousCharacters: false },
    dropIntoEditor: { enabled: false },
    links: false,
    stickyScroll: { enabled: false },
    contextmenu: false,
  });
  followWholeSelection(view, element);
  const marked = view.createDecorationsCollection();
  let isOurs = false;
  model.onDidChangeContent(() => {
    if (!isOurs) options.onEdit();
  });
  return {
    text: () => model.getValue(),
    length: () => model.getValueLength(),
    setText(text) {
      if (text === model.getValue()) return;
      isOurs = true;
      view.pushUndoStop();
      view.executeEdits('form', [{ range: model.getFullModelRange(), text }]);
      view.pushUndoStop();
      view.setPosition({ lineNumber: 1, column: 1 });
      view.setScrollPosition({ scrollTop: 0, scrollLeft: 0 });
      isOurs = false;
    },
    setLanguage: (language) => editor.setModelLanguage(model, language),
    setPlaceholder: (placeholder) => view.updateOptions({ placeholder }),
    showFindings(findings) {
      // A mark beside the line is seen without hiding the data; the words come up over the line.
      marked.set(
        findings.map(({ line, severity }) => {
          const lineNumber = Math.min(line, model.getLineCount());
          return {
            range: new Range(lineNumber, 1, lineNumber, 1),
            options: {
              isWholeLine: true,
              className: `payload-line ${severity}`,
              linesDecorationsClassName: `payload-mark ${severity}`,
            },
          };
        }),
      );
      editor.setModelMarkers(
        model,
        OWNER,
        findings.map(({ line, position, message, severity }) => {
          const lineNumber = Math.min(line, model.getLineCount());
          const last = model.getLineMaxColumn(lineNumber);
          const startColumn = Math.min(position, last);
          return {
            severity: severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning,
            message,
            startLineNumber: lineNumber,
            startColumn,
            endLineNumber: lineNumber,
            // One line can be the whole text.
            endColumn: Math.max(startColumn + 1, Math.min(last, startColumn + 200)),
          };
        }),
      );
    },
    reveal({ line, position }) {
      view.focus();
      const place = { lineNumber: line, column: position };
      const { lineNumber } = model.validatePosition(place);
      view.setSelection({
        startLineNumber: lineNumber,
        startColumn: position,
        endLineNumber: lineNumber,
        endColumn: Math.min(model.getLineMaxColumn(lineNumber), position + 1000),
      });
      view.revealPositionInCenterIfOutsideViewport(place);
    },
    setCaret(offset) {
      view.focus();
      view.setPosition(model.getPositionAt(offset));
    },
    describe(ids, invalid, required) {
      const field = element.querySelector('textarea');
      field?.setAttribute('aria-describedby', ids);
      field?.setAttribute('aria-invalid', String(invalid));
      field?.setAttribute('aria-required', String(required));
    },
    close() {
      view.dispose();
      model.dispose();
    },
  };
}
