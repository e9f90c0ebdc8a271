import type { editor } from 'monaco-editor/editor';

/** The window's colours for code. The editor takes no CSS variables, so they stand here a second time. */
interface Colours {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly value: string;
  readonly number: string;
  readonly selection: string;
}

/**
 * Nothing is inherited from the editor's own themes: what a language calls by another name would come in their
 * colours, such as XML in bright red and blue.
 */
function theme(base: editor.BuiltinTheme, colours: Colours): editor.IStandaloneThemeData {
  const { background, text, muted, accent, value, number, selection } = colours;
  const rules = (foreground: string, ...tokens: readonly string[]) =>
    tokens.map((token) => ({ token, foreground: foreground.slice(1) }));
  // The editor colours brackets by depth; here they stay as quiet as other punctuation.
  const brackets = [1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, muted]);
  return {
    base,
    inherit: false,
    rules: [
      ...rules(text, ''),
      ...rules(muted, 'comment', 'delimiter', 'metatag', 'annotation'),
      ...rules(value, 'string', 'regexp', 'attribute.value', 'metatag.content'),
      ...rules(accent, 'keyword', 'type', 'tag'),
      ...rules(number, 'number', 'constant', 'attribute.name'),
    ],
    colors: {
      'editor.background': background,
      'editor.foreground': text,
      'editor.selectionBackground': selection,
      'editorCursor.foreground': accent,
      focusBorder: accent,
      ...Object.fromEntries(brackets),
    },
  };
}

export const lightTheme = theme('vs', {
  background: '#f6f7f9',
  text: '#1b2430',
  muted: '#5b6775',
  accent: '#0f6f78',
  value: '#2f6f4f',
  number: '#8a5200',
  selection: '#bfe3e6',
});

export const darkTheme = theme('vs-dark', {
  background: '#12161b',
  text: '#e6ebf1',
  muted: '#a3b0be',
  accent: '#4fb8c1',
  value: '#6fc196',
  number: '#e0aa55',
  selection: '#24555c',
});
