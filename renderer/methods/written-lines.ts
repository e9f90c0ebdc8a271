import type { Method, Parameter } from '#app/catalogue/method.ts';

/** Something that is written about a method, and how much it says that a question is like it. */
export interface WrittenLine {
  readonly method: Method;
  readonly text: string;
  readonly weight: number;
}

/** All that is written about the methods, from their names down to the last line of help. */
export function writtenLines(methods: readonly Method[]): readonly WrittenLine[] {
  return methods.flatMap((method) =>
    linesOf(method).flatMap(([weight, texts]) => texts.map((text) => ({ method, text, weight }))),
  );
}

function linesOf(method: Method): readonly (readonly [weight: number, texts: readonly string[]])[] {
  const { help, parameters, returns } = method;
  const columns = 'columns' in returns ? (returns.columns ?? []) : [];
  return [
    [1, [method.name, method.label, ...help.words]],
    [0.7, [...asOneWord(method.content), method.group, method.action ?? '', help.summary]],
    [
      0.5,
      [
        ...parameters.flatMap((parameter) => [...asOneWord(parameter.name), parameter.label]),
        ...parameters.flatMap(choicesOf),
        ...columns,
        ...method.rights,
      ],
    ],
    [
      0.2,
      [
        ...parameters.flatMap((parameter) => [parameter.help, parameter.more]),
        ...(help.gotchas ?? []).map(({ text }) => text),
        method.rightsNote ?? '',
        method.danger.reason,
      ],
    ],
  ];
}

/** `forceAutoNumber` is looked for as three words, and as the one that it is in small letters. */
const asOneWord = (name: string): readonly string[] => [name, name.toLowerCase()];

function choicesOf(parameter: Parameter): readonly string[] {
  if (parameter.kind === 'choice') return parameter.values.flatMap(({ value, label }) => [value, label]);
  if (parameter.kind === 'payload') return parameter.columns.map(({ name, note }) => `${name} ${note ?? ''}`);
  return [];
}
