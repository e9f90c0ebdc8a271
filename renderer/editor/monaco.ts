import { editor, languages, Range } from 'monaco-editor/editor';
// The bundler makes this default export out of the query.
// oxlint-disable-next-line import/default
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
// The list of completions; `features/suggest` of this version registers inline completions only.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
// All features that any editor here uses: one that comes after the first theme is set misses its services.
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/placeholderText/register';
import 'monaco-editor/languages/definitions/html/register';
import 'monaco-editor/languages/definitions/java/register';
import 'monaco-editor/languages/definitions/perl/register';
import 'monaco-editor/languages/definitions/php/register';
import 'monaco-editor/languages/definitions/python/register';
import 'monaco-editor/languages/definitions/r/register';
import 'monaco-editor/languages/definitions/ruby/register';
import 'monaco-editor/languages/definitions/shell/register';
import 'monaco-editor/languages/definitions/xml/register';
import { jsonColouring } from './json-colouring.ts';
import { darkTheme, lightTheme } from './themes.ts';

// The page's content policy allows workers of its own origin only: a bundled file, no blob.
globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };

languages.register({ id: 'json' });
languages.setMonarchTokensProvider('json', jsonColouring);
editor.defineTheme('playground-light', lightTheme);
editor.defineTheme('playground-dark', darkTheme);

const dark = matchMedia('(prefers-color-scheme: dark)');
const followTheme = () => editor.setTheme(themeName());
dark.addEventListener('change', followTheme);
new MutationObserver(followTheme).observe(document.documentElement, { attributeFilter: ['data-theme'] });

/** The theme that the window shows at this moment. */
export function themeName(): string {
  const chosen = document.documentElement.dataset['theme'];
  const isDark = chosen === 'dark' || (chosen !== 'light' && dark.matches);
  return isDark ? 'playground-dark' : 'playground-light';
}

/** Replaces only what differs, so that a keystroke in the form colours and draws one line and not all. */
function replaceChanged(model: editor.ITextModel, from: string, to: string): void {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < most - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  const range = Range.fromPositions(model.getPositionAt(start), model.getPositionAt(from.length - end));
  model.applyEdits([{ range, text: to.slice(start, to.length - end) }]);
  // Line ends that the editor made alike shift positions: then the whole text is set.
  if (model.getValue() !== to) model.setValue(to);
}

/** Where lines are to break is measured line by line, which takes seconds for a large answer. */
const LARGEST_WRAPPED = 200_000;
const wrapping = (text: string): 'on' | 'off' => (text.length > LARGEST_WRAPPED ? 'off' : 'on');

export interface Shown {
  readonly text: string;
  /** A language id of the editor; unknown ones are shown uncoloured. */
  readonly language: string;
  /** Accessible name. */
  readonly label: string;
}

export interface CodeEditor {
  readonly show: (shown: Shown) => void;
  readonly close: () => void;
}

/** Opens a read-only editor that fills the element. */
export function openCodeEditor(element: HTMLElement, shown: Shown): CodeEditor {
  const model = editor.createModel(shown.text, shown.language);
  const view = editor.create(element, {
    model,
    theme: themeName(),
    ariaLabel: shown.label,
    readOnly: true,
    domReadOnly: true,
    automaticLayout: true,
    minimap: { enabled: false },
    lineNumbers: 'off',
    glyphMargin: false,
    folding: false,
    lineDecorationsWidth: 16,
    lineNumbersMinChars: 0,
    padding: { top: 10, bottom: 10 },
    fontSize: 12,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-code'),
    lineHeight: 19,
    renderLineHighlight: 'none',
    occurrencesHighlight: 'off',
    selectionHighlight: false,
    matchBrackets: 'never',
    bracketPairColorization: { enabled: false },
    wordWrap: wrapping(shown.text),
    wrappingIndent: 'same',
    guides: { indentation: false },
    overviewRulerLanes: 0,
    scrollBeyondLastLine: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
    // A form is left by Tab, so must be the code in it.
    tabFocusMode: true,
    unicodeHighlight: { ambiguousCharacters: false },
    links: false,
    stickyScroll: { enabled: false },
  });
  let now = shown;
  return {
    show(next) {
      if (next.language !== now.language) editor.setModelLanguage(model, next.language);
      if (wrapping(next.text) !== wrapping(now.text)) view.updateOptions({ wordWrap: wrapping(next.text) });
      if (next.text !== now.text) replaceChanged(model, now.text, next.text);
      if (next.label !== now.label) view.updateOptions({ ariaLabel: next.label });
      now = next;
    },
    close() {
      view.dispose();
      model.dispose();
    },
  };
}
