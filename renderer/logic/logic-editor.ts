import { editor, KeyCode, languages, MarkerSeverity, Range, type IRange } from 'monaco-editor/editor';
import type { Completion } from '#app/project/logic/completion.ts';
import { completions } from '#app/project/logic/completions.ts';
import type { LogicProblem } from '#app/project/logic/problem.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
// Brings the editor's features, workers and themes, once for every editor of the page.
import { themeName } from '#renderer/editor/monaco.ts';
import { followWholeSelection } from '#renderer/editor/whole-selection.ts';
import { logicColouring, logicConfiguration } from './logic-colouring.ts';
import { MOST_MARKED } from './most-marked.ts';

const LANGUAGE = 'redcap-logic';
const LINE = 20;
const PADDING = 5;
const FEWEST_LINES = 2;
const MOST_LINES = 10;

/** What each open text may be completed from; asked anew for each list. */
const outlines = new WeakMap<editor.ITextModel, () => ProjectOutline | null>();

languages.register({ id: LANGUAGE });
languages.setMonarchTokensProvider(LANGUAGE, logicColouring);
languages.setLanguageConfiguration(LANGUAGE, logicConfiguration);
languages.registerCompletionItemProvider(LANGUAGE, {
  triggerCharacters: ['[', '(', ':', '"', "'", '=', ' '],
  provideCompletionItems: (model, position, { triggerCharacter }) => {
    const found = completions(model.getValue(), model.getOffsetAt(position), outlines.get(model)?.() ?? null);
    if (found === null) return { suggestions: [] };
    // A list after each space or equals sign would be in the way, but for the choices of a field.
    const unasked = triggerCharacter !== undefined && !'[(:'.includes(triggerCharacter);
    if (unasked && found.items[0]?.kind !== 'choice') return { suggestions: [] };
    const range = rangeOf(model, found.from, found.to);
    if (range.startLineNumber !== range.endLineNumber) return { suggestions: [] };
    const typed = model.getValue().slice(found.from, model.getOffsetAt(position));
    return {
      suggestions: found.items.map((item, index) => suggestion(item, index, typed, range)),
      // The list is found and ordered by us, anew with each letter.
      incomplete: true,
    };
  },
});
// Tab leaves the field even while the list is open; Enter takes the completion.
editor.addKeybindingRules([{ keybinding: KeyCode.Tab, command: '-acceptSelectedSuggestion' }]);

function suggestion(
  { kind, label, detail, insert, again }: Completion,
  index: number,
  typed: string,
  range: IRange,
): languages.CompletionItem {
  return {
    label: { label, description: detail },
    kind: suggestionKinds[kind],
    insertText: insert,
    filterText: typed,
    sortText: String(index).padStart(4, '0'),
    range,
    ...(again ? { command: { id: 'editor.action.triggerSuggest', title: 'Offer the next part' } } : {}),
  };
}

const suggestionKinds = {
  field: languages.CompletionItemKind.Field,
  event: languages.CompletionItemKind.Event,
  choice: languages.CompletionItemKind.EnumMember,
  smartVariable: languages.CompletionItemKind.Variable,
  modifier: languages.CompletionItemKind.Property,
  function: languages.CompletionItemKind.Function,
  sign: languages.CompletionItemKind.Operator,
} as const satisfies Record<Completion['kind'], languages.CompletionItemKind>;

const severities = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  hint: MarkerSeverity.Hint,
} as const satisfies Record<LogicProblem['severity'], MarkerSeverity>;

export interface LogicEditor {
  /** Takes over a text from outside; the user can undo it. The same text changes nothing. */
  readonly setText: (text: string) => void;
  readonly showProblems: (problems: readonly LogicProblem[]) => void;
  /** Selects the characters and takes the focus. */
  readonly select: (from: number, to: number) => void;
  readonly describe: (ids: string, invalid: boolean) => void;
  readonly close: () => void;
}

const LARGEST_WRAPPED = 20_000;

export interface LogicEditorOptions {
  readonly text: string;
  /** Accessible name. */
  readonly label: string;
  readonly placeholder: string;
  readonly outline: () => ProjectOutline | null;
  readonly onChange: (text: string) => void;
}

/** Opens an editor for REDCap logic in the element and gives it the height of its text. */
export function openLogicEditor(element: HTMLElement, options: LogicEditorOptions): LogicEditor {
  const model = editor.createModel(options.text, LANGUAGE);
  model.setEOL(editor.EndOfLineSequence.LF);
  outlines.set(model, options.outline);
  const view = editor.create(element, {
    model,
    theme: themeName(),
    ariaLabel: options.label,
    placeholder: options.placeholder,
    // A real text field underneath, whole for screen readers and whoever fills it in by program.
    editContext: false,
    accessibilitySupport: 'on',
    accessibilityPageSize: 1000,
    automaticLayout: true,
    minimap: { enabled: false },
    lineNumbers: 'off',
    glyphMargin: false,
    folding: false,
    lineDecorationsWidth: 9,
    lineNumbersMinChars: 0,
    padding: { top: PADDING, bottom: PADDING },
    fontSize: 12,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-code'),
    lineHeight: LINE,
    renderLineHighlight: 'none',
    occurrencesHighlight: 'off',
    selectionHighlight: false,
    bracketPairColorization: { enabled: false },
    wordWrap: 'on',
    wrappingStrategy: 'advanced',
    guides: { indentation: false },
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    scrollBeyondLastLine: false,
    scrollbar: {
      vertical: 'auto',
      horizontal: 'hidden',
      verticalScrollbarSize: 8,
      useShadows: false,
      alwaysConsumeMouseWheel: false,
    },
    // A form is left by Tab, so must be the logic in it.
    tabFocusMode: true,
    tabCompletion: 'off',
    autoSurround: 'never',
    acceptSuggestionOnEnter: 'on',
    acceptSuggestionOnCommitCharacter: false,
    quickSuggestions: { other: true, strings: true, comments: false },
    quickSuggestionsDelay: 60,
    wordBasedSuggestions: 'off',
    suggestFontSize: 12,
    suggestLineHeight: 26,
    suggest: { showIcons: false, showStatusBar: false, preview: false },
    fixedOverflowWidgets: true,
    hover: { above: false, delay: 250 },
    unicodeHighlight: { ambiguousCharacters: false },
    links: false,
    stickyScroll: { enabled: false },
    contextmenu: false,
  });
  const grow = () => {
    const most = LINE * MOST_LINES + 2 * PADDING;
    const least = LINE * FEWEST_LINES + 2 * PADDING;
    const height = Math.min(most, Math.max(least, view.getContentHeight()));
    element.style.height = `${String(height)}px`;
    view.layout();
  };
  view.onDidContentSizeChange(grow);
  grow();
  // Breaking a huge text into lines takes half a minute, so it is known before the text is there.
  const wrap = (length: number) => view.updateOptions({ wordWrap: length > LARGEST_WRAPPED ? 'off' : 'on' });
  const wrapPasted = ({ clipboardData }: ClipboardEvent) =>
    wrap(model.getValueLength() + (clipboardData?.getData('text/plain').length ?? 0));
  element.addEventListener('paste', wrapPasted, true);
  model.onDidChangeContent(() => {
    wrap(model.getValueLength());
    options.onChange(model.getValue());
  });
  followWholeSelection(view, element);
  // The open list can take the focus, and would catch it on the way out.
  const closeList = ({ key }: KeyboardEvent) => {
    if (key === 'Tab') view.trigger('keyboard', 'hideSuggestWidget', {});
  };
  element.addEventListener('keydown', closeList, true);
  return {
    setText(text) {
      if (text === model.getValue()) return;
      wrap(text.length);
      view.pushUndoStop();
      view.executeEdits('form', [{ range: model.getFullModelRange(), text }]);
      view.pushUndoStop();
    },
    showProblems(problems) {
      editor.setModelMarkers(
        model,
        LANGUAGE,
        problems.slice(0, MOST_MARKED).map((problem) => markerOf(model, problem)),
      );
    },
    select(from, to) {
      view.focus();
      const range = rangeOf(model, from, to);
      view.setSelection(range);
      view.revealRangeInCenterIfOutsideViewport(range);
    },
    describe(ids, invalid) {
      const field = element.querySelector('textarea');
      field?.setAttribute('aria-describedby', ids);
      field?.setAttribute('aria-invalid', String(invalid));
    },
    close() {
      element.removeEventListener('keydown', closeList, true);
      element.removeEventListener('paste', wrapPasted, true);
      view.dispose();
      model.dispose();
    },
  };
}

function markerOf(
  model: editor.ITextModel,
  { severity, message, from, to }: LogicProblem,
): editor.IMarkerData {
  return { severity: severities[severity], message, ...rangeOf(model, from, Math.max(to, from + 1)) };
}

function rangeOf(model: editor.ITextModel, from: number, to: number): IRange {
  return Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to));
}
