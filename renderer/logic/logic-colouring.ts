import type { languages } from 'monaco-editor/editor';

/** REDCap logic: what stands in brackets is told apart from words, texts and numbers. */
export const logicColouring: languages.IMonarchLanguage = {
  ignoreCase: true,
  tokenizer: {
    root: [
      [/\/\/.*|#.*/, 'comment'],
      [/\/\*/, 'comment', '@comment'],
      [/\[[^[\]]*\]?/, 'type'],
      [/"[^"]*"?|'[^']*'?/, 'string'],
      [/\b(?:and|or|not)\b/, 'keyword'],
      [/[a-z_][\w]*(?=\s*\()/, 'keyword'],
      [/\d+(?:\.\d*)?|\.\d+/, 'number'],
      [/[=<>!&|+\-*/^%(),]/, 'delimiter'],
    ],
    comment: [
      [/\*\//, 'comment', '@pop'],
      [/[^*]+|\*/, 'comment'],
    ],
  },
};

export const logicConfiguration: languages.LanguageConfiguration = {
  brackets: [
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"', notIn: ['string'] },
    { open: "'", close: "'", notIn: ['string'] },
  ],
};
