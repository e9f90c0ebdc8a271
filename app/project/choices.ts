import type { OutlineChoice } from './outline.ts';

const FIXED: ReadonlyMap<string, readonly OutlineChoice[]> = new Map([
  [
    'yesno',
    [
      { code: '1', label: 'Yes' },
      { code: '0', label: 'No' },
    ],
  ],
  [
    'truefalse',
    [
      { code: '1', label: 'True' },
      { code: '0', label: 'False' },
    ],
  ],
]);
const NONE: readonly OutlineChoice[] = [];

/** Codes with labels as REDCap writes them: `code, Label`, parted by `|`; a list that is kept in lines is read, too. */
export function codesAndLabels(text: string): readonly OutlineChoice[] {
  return text.split(/[|\n]/).flatMap((piece) => {
    const pair = piece.trim();
    if (pair === '') return [];
    const comma = pair.indexOf(',');
    if (comma === -1) return [{ code: pair, label: pair }];
    return [{ code: pair.slice(0, comma).trim(), label: pair.slice(comma + 1).trim() }];
  });
}

/**
 * The choices of a field from its dictionary column `select_choices_or_calculations`, `1, Label | 2, Label` [S1]:
 * the first comma ends the code, so that labels may hold more. Labels are text, HTML included; duplicate codes stay.
 * Other types use the column for formulas, slider labels or queries and have no choices.
 */
export function choicesOf(type: string, column: string): readonly OutlineChoice[] {
  if (type === 'radio' || type === 'dropdown' || type === 'checkbox') {
    return codesAndLabels(column);
  }
  return FIXED.get(type) ?? NONE;
}
