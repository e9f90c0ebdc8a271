import type { OutlineChoice } from '#app/project/outline.ts';
import { once } from '#app/once.ts';
import { shorten } from './finding.ts';
import { refused, remembering, type ValueCheck } from './value-problem.ts';

/** The states of an instrument's own column `<form>_complete` [S1]. */
export const completeChoices: readonly OutlineChoice[] = [
  { code: '0', label: 'Incomplete' },
  { code: '1', label: 'Unverified' },
  { code: '2', label: 'Complete' },
];

const LISTED_CODES = 8;

/** Codes are wanted; who gives a label is told its code. */
export function choiceCheck(choices: readonly OutlineChoice[]): ValueCheck {
  const codes = new Set(choices.map(({ code }) => code));
  // Made for the first wrong value: ten thousand others may follow.
  const labelled = once(() => byLabel(choices));
  const known = once(() => `This is no code of the field: ${listed(choices)}.`);
  return remembering((value) => {
    if (codes.has(value)) return null;
    const trimmed = value.trim();
    if (codes.has(trimmed)) {
      return refused('choice', `The code ${shorten(trimmed)} has spaces around it: remove them.`);
    }
    const meant = labelled().get(plainLabel(trimmed));
    if (meant !== undefined) {
      return refused('choice', `This is the label: write its code ${shorten(meant.code)}.`);
    }
    const sameCode = choices.find(({ code }) => sameNumber(code, trimmed));
    if (sameCode !== undefined) {
      return refused('choice', `The code is written ${shorten(sameCode.code)}, without change.`);
    }
    return refused('choice', known());
  });
}

/** The first choice of each label, as it is read without its HTML. */
function byLabel(choices: readonly OutlineChoice[]): ReadonlyMap<string, OutlineChoice> {
  const labels = new Map<string, OutlineChoice>();
  for (const choice of choices) {
    const words = plainLabel(choice.label);
    if (!labels.has(words)) labels.set(words, choice);
  }
  return labels;
}

/** For a column `field___code`. */
export const tickCheck: ValueCheck = (value) => {
  if (value === '0' || value === '1') return null;
  const ticked = { checked: '1', yes: '1', true: '1', unchecked: '0', no: '0', false: '0' };
  const meant = Object.entries(ticked).find(([word]) => word === value.trim().toLowerCase())?.[1];
  return refused(
    'choice',
    meant === undefined
      ? 'A checkbox column takes 1 (ticked) or 0 (not ticked).'
      : `A checkbox column takes codes: write ${meant}.`,
  );
};

/** `1 Female, 2 Male …` for messages. */
export function listed(choices: readonly OutlineChoice[]): string {
  if (choices.length === 0) return 'it has no choices';
  const first = choices.slice(0, LISTED_CODES).map(({ code, label }) => {
    const words = plainText(label);
    return words === code || words === '' ? shorten(code) : `${shorten(code)} (${shorten(words)})`;
  });
  const more = choices.length - first.length;
  return `choose one of ${first.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

/** Labels may hold HTML; data that were exported with labels do not. */
function plainText(label: string): string {
  return label
    .slice(0, 5000)
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function plainLabel(label: string): string {
  return plainText(label).toLowerCase();
}

function sameNumber(code: string, value: string): boolean {
  return /^\d+$/.test(code) && /^\d+(?:\.0+)?$/.test(value) && Number(code) === Number(value);
}
