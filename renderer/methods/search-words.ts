/** Words that say nothing about which method is meant. */
const IDLE = new Set(
  'a an the this that these such no not of to in on at for from by with and or is am are was be do does did can could should would how what which where when why i me my we our you your it its out there have has had be please want need any some all if so just get got let us method api'.split(
    ' ',
  ),
);

/**
 * Words that researchers use for the same thing, the field's own word first. A word finds those of its line, though
 * less surely than it finds itself.
 */
const ALIKE: readonly (readonly string[])[] = [
  ['export', 'download', 'fetch', 'pull', 'read', 'list', 'show', 'see', 'view', 'retrieve', 'extract'],
  ['import', 'upload', 'load', 'push', 'write', 'save', 'store', 'enter', 'submit'],
  ['delete', 'remove', 'erase', 'drop', 'clear', 'withdraw', 'purge'],
  ['change', 'edit', 'modify', 'update', 'fix', 'correct', 'alter', 'set', 'move'],
  ['add', 'new', 'create', 'make', 'insert', 'define'],
  ['instrument', 'form', 'crf', 'questionnaire'],
  ['event', 'visit', 'timepoint'],
  ['dag', 'group', 'site', 'centre', 'center'],
  [
    'user',
    'colleague',
    'member',
    'staff',
    'person',
    'people',
    'someone',
    'somebody',
    'collaborator',
    'account',
  ],
  ['record', 'patient', 'participant', 'subject', 'case', 'row', 'respondent'],
  ['right', 'permission', 'privilege', 'access'],
  ['field', 'variable', 'question', 'column', 'item'],
  ['id', 'name', 'number', 'identifier'],
  ['file', 'document', 'attachment', 'scan', 'image'],
  ['copy', 'clone', 'duplicate', 'backup'],
  ['log', 'audit', 'history', 'trail', 'trace'],
  ['choice', 'option', 'dropdown', 'code', 'answer'],
  ['mail', 'email', 'e-mail'],
  ['link', 'url', 'address'],
  ['status', 'state', 'production', 'development'],
  ['count', 'many', 'total'],
  ['share', 'give', 'grant', 'assign', 'put'],
  ['randomize', 'allocate', 'allocation'],
  ['project', 'study', 'trial'],
  ['blank', 'empty'],
];

/**
 * The words of a text or question that say which method is meant, in small letters; `exportFieldNames` and
 * `custom_form_label` are several words. A lone word counts whatever it is: it may be the beginning of another.
 */
export function tellingWords(text: string): string[] {
  const all =
    text
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return all.length === 1 ? all : all.filter((word) => !IDLE.has(word));
}

/** What a word is looked for by: what it is reduced to, and the mark of the words that mean the same. */
export function termsOf(word: string): string[] {
  const stem = stemOf(word);
  const mark = marks.get(stem);
  return mark === undefined ? [stem] : [stem, mark];
}

/** Whether a term is such a mark and no word. */
export const isMark = (term: string): boolean => term.startsWith(MARK);

/** A word without the endings that make no difference: forms, logging, deleted, randomisation. */
function stemOf(word: string): string {
  if (word.length < 4) return word;
  const plain = word
    .replace(/i[sz](?:ations?|ed|es|ing|e)$/, 'iz')
    .replace(/ies$/, 'y')
    .replace(/(?<!s|u|i)s$/, '');
  const root = plain.replace(/(?<=...)(?:ing|ed)$/, '');
  // `logging` is of `log`, and `renaming` of `rename`.
  return root === plain ? plain.replace(/(?<=...)e$/, '') : root.replace(/(?<=..)([bdgmnprt])\1$/, '$1');
}

const MARK = '≈';
const marks: ReadonlyMap<string, string> = new Map(
  ALIKE.flatMap((line) => line.map((word) => [stemOf(word), MARK + line[0]] as const)),
);
