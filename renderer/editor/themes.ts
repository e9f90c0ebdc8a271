import type { editor } from 'monaco-editor/editor';

/** The editor colours brackets by depth; here they stay as quiet as other punctuation. */
function brackets(colour: string): Record<string, string> {
  return Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, colour]),
  );
}

/** The window's colours for code. The editor takes no CSS variables, so they stand here a second time. */
export const lightTheme: editor.IStandaloneThemeData = {
  base: 'vs',
  inherit: true,
  rules: [
    { token: '', foreground: '1b2430' },
    { token: 'comment', foreground: '5b6775' },
    { token: 'string', foreground: '2f6f4f' },
    { token: 'keyword', foreground: '0f6f78' },
    { token: 'type', foreground: '0f6f78' },
    { token: 'number', foreground: '8a5200' },
    { token: 'constant', foreground: '8a5200' },
    { token: 'delimiter', foreground: '5b6775' },
  ],
  colors: {
    'editor.background': '#f6f7f9',
    'editor.foreground': '#1b2430',
    'editor.selectionBackground': '#bfe3e6',
    'editorCursor.foreground': '#0f6f78',
    focusBorder: '#0f6f78',
    ...brackets('#5b6775'),
  },
};

export const darkTheme: editor.IStandaloneThemeData = {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: '', foreground: 'e6ebf1' },
    { token: 'comment', foreground: 'a3b0be' },
    { token: 'string', foreground: '6fc196' },
    { token: 'keyword', foreground: '4fb8c1' },
    { token: 'type', foreground: '4fb8c1' },
    { token: 'number', foreground: 'e0aa55' },
    { token: 'constant', foreground: 'e0aa55' },
    { token: 'delimiter', foreground: 'a3b0be' },
  ],
  colors: {
    'editor.background': '#12161b',
    'editor.foreground': '#e6ebf1',
    'editor.selectionBackground': '#24555c',
    'editorCursor.foreground': '#4fb8c1',
    focusBorder: '#4fb8c1',
    ...brackets('#a3b0be'),
  },
};
