import { quoted } from '#app/safety/words.ts';
import type { ExplainedPart, PartKind } from './answer.ts';
import { PART_NOUNS } from './redcap-errors.ts';

/** Names told apart in one message, at most. */
const MOST_NAMES = 1000;
/** Names written out in a sentence, at most. */
const LISTED = 4;

/** The names in the groups of a matched message: one in the group `record`, any number in the group `records`. */
export function partsOf(groups: Readonly<Record<string, string | undefined>>): readonly ExplainedPart[] {
  return Object.entries(groups).flatMap(([group, text = '']) => {
    const kind = group.replace(/s$/, '');
    if (text === '' || !isPartKind(kind)) return [];
    return (kind === group ? [text] : namesIn(text, kind)).map((name) => ({ kind, name }));
  });
}

const isPartKind = (kind: string): kind is PartKind => Object.hasOwn(PART_NOUNS, kind);

/** Kinds whose names may end in a full stop of their own. */
const FREE: ReadonlySet<PartKind> = new Set(['record', 'value']);

/** `'a', 'b'` and `'a' privileges and 'b'` are parted between quotation marks, `a, b` at the commas. */
function namesIn(text: string, kind: PartKind): readonly string[] {
  const trimmed = FREE.has(kind) ? text.trim() : text.replace(/[.\s]+$/, '').trimStart();
  const inQuotes = /^(['"])([\s\S]*)\1[.\s]*$/.exec(trimmed);
  const names =
    inQuotes?.[2] === undefined
      ? trimmed.split(/\s*,\s*/)
      : inQuotes[2].split(/['"]\s*(?:,|and|privileges and|or)\s*['"]/);
  return names.filter((name) => name !== '').slice(0, MOST_NAMES);
}

/** Puts the names into a sentence: `{field}` becomes `the field “x”`, or `the fields “x” and “y”`. */
export function fillIn(sentence: string, parts: readonly ExplainedPart[]): string {
  return sentence.replace(/\{(\w+)\}/g, (_, kind: string) => {
    const names = parts.filter((part) => part.kind === kind).map(({ name }) => quoted(name));
    const [one, several] = isPartKind(kind) ? PART_NOUNS[kind] : ['', ''];
    if (names.length === 0) return several;
    return names.length === 1 ? `${one} ${names[0] ?? ''}` : `${several} ${inWords(names)}`;
  });
}

function inWords(names: readonly string[]): string {
  const surplus = names.length - LISTED;
  const listed = surplus > 0 ? [...names.slice(0, LISTED), `${surplus} more`] : names;
  const before = listed.slice(0, -1).join(', ');
  return before === '' ? (listed[0] ?? '') : `${before} and ${listed.at(-1) ?? ''}`;
}
