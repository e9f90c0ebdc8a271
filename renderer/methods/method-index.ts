import type { Method, Parameter } from '#app/catalogue/method.ts';
import { stemOf, tellingWords } from './search-words.ts';

/** All that is written about the methods, word by word. */
export interface MethodIndex {
  /** How much a word says of each method that has it, by the method's place in the list. */
  readonly weights: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** The words as they are written, for finding those that are spelt alike. */
  readonly written: readonly string[];
  /** All that is written of each method, in small letters. */
  readonly wholes: readonly string[];
  /** What each method is called and asked for, as lists of words. */
  readonly phrases: readonly (readonly (readonly string[])[])[];
}

/** How much it says that a word stands in the name, and so on down to the last line of help. */
const WEIGHTS = { name: 8, question: 7, wire: 4, parameter: 3, choice: 2, help: 1 } as const;

/** Takes the methods' names, questions, parameters and help apart. */
export function methodIndex(methods: readonly Method[]): MethodIndex {
  const weights = new Map<string, Map<number, number>>();
  const written = new Set<string>();
  methods.forEach((method, place) => {
    for (const [kind, texts] of Object.entries(textsOf(method))) {
      const weight = WEIGHTS[kind as keyof typeof WEIGHTS];
      for (const word of texts.flatMap(tellingWords)) {
        written.add(word);
        const stem = stemOf(word);
        const known = weights.get(stem) ?? new Map<number, number>();
        known.set(place, Math.max(known.get(place) ?? 0, weight));
        weights.set(stem, known);
      }
    }
  });
  const phrases = methods.map(({ name, label, help }) =>
    [name, label, ...help.words].map((text) => tellingWords(text).map(stemOf)),
  );
  const wholes = methods.map((method) => Object.values(textsOf(method)).flat().join('\n').toLowerCase());
  return { weights, written: [...written], wholes, phrases };
}

function textsOf(method: Method): Readonly<Record<keyof typeof WEIGHTS, readonly string[]>> {
  const { help, parameters, returns } = method;
  return {
    name: [method.name],
    question: help.words,
    wire: [method.label, method.group, ...asOneWord(method.content), method.action ?? '', help.summary],
    parameter: parameters.flatMap(({ name, label }) => [...asOneWord(name), label]),
    choice: [
      ...parameters.flatMap(choicesOf),
      ...('columns' in returns ? (returns.columns ?? []) : []),
      ...method.rights,
    ],
    help: [
      ...parameters.flatMap((parameter) => [parameter.help, parameter.more]),
      ...(help.gotchas ?? []).map(({ text }) => text),
      method.rightsNote ?? '',
      method.danger.reason,
    ],
  };
}

/** `forceAutoNumber` is looked for as three words, and as the one that it is in small letters. */
const asOneWord = (name: string): readonly string[] => [name, name.toLowerCase()];

function choicesOf(parameter: Parameter): readonly string[] {
  if (parameter.kind === 'choice') return parameter.values.flatMap(({ value, label }) => [value, label]);
  if (parameter.kind === 'payload') return parameter.columns.map(({ name, note }) => `${name} ${note ?? ''}`);
  return [];
}
