import { assertNever } from '#app/assert-never.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { quoteJava as quote } from './java-quote.ts';
import { piecesOf, type LiteralLimits } from '#app/snippets/pieces.ts';

/** A method may hold 64 kB of code, a class 65,535 constants. A literal costs about 8 bytes, a row 25 more. */
const LITERALS_PER_CLASS = 2000;

/** A literal may hold 65,535 bytes, and a UTF-16 unit takes three at worst. */
const LIMITS: LiteralLimits = { units: 20_000, lines: 300 };

/** Whether the fields are more than one method may hold. */
export function needsClasses(fields: readonly EncodedField[]): boolean {
  return groupsOf(fields).length > 1;
}

/** The statement that declares an array of {name, value} and, for a file, {name, path, file name}. */
export function javaFields(variable: string, fields: readonly EncodedField[]): string {
  const groups = groupsOf(fields);
  if (groups.length <= 1) {
    return `        String[][] ${variable} = {\n${fields.map((field) => row(field, '            ')).join('\n')}\n        };`;
  }
  const parts = groups.map((_, index) => `${className(variable, index)}.rows(token)`);
  return `        // Java limits the size of a method: so many fields stand in classes of their own, below.
        String[][] ${variable} = Stream.of(
                ${parts.join(',\n                ')})
                .flatMap(Arrays::stream)
                .toArray(String[][]::new);`;
}

/** The classes that `javaFields` refers to; empty when one array holds all. */
export function javaFieldClasses(variable: string, fields: readonly EncodedField[]): string {
  const groups = groupsOf(fields);
  if (groups.length <= 1) return '';
  return groups
    .map(
      (group, index) => `
    static class ${className(variable, index)} {
        static String[][] rows(String token) {
            return new String[][] {
${group.map((field) => row(field, '                ')).join('\n')}
            };
        }
    }
`,
    )
    .join('');
}

/** `Fields1` holds the first of `fields`. */
function className(variable: string, index: number): string {
  return `${variable.charAt(0).toUpperCase()}${variable.slice(1)}${index + 1}`;
}

function groupsOf(fields: readonly EncodedField[]): readonly (readonly EncodedField[])[] {
  const groups: EncodedField[][] = [];
  let room = 0;
  for (const field of fields) {
    const literals = field.kind === 'text' ? 5 + piecesOf(field.value, LIMITS).texts.length : 6;
    if (literals > room) {
      groups.push([]);
      room = LITERALS_PER_CLASS;
    }
    groups.at(-1)?.push(field);
    room -= literals;
  }
  return groups;
}

function row(field: EncodedField, indent: string): string {
  switch (field.kind) {
    case 'token':
      return `${indent}{${quote(field.name)}, token},`;
    case 'text':
      return `${indent}{${quote(field.name)}, ${textValue(field.value, indent)}},`;
    case 'file':
      return `${indent}{${quote(field.name)}, ${quote(field.reference)}, ${quote(formFileName(field.fileName))}}, // path, file name`;
    default:
      return assertNever(field);
  }
}

function textValue(value: string, indent: string): string {
  const { between, texts } = piecesOf(value, LIMITS);
  if (texts.length === 1) return quote(value);
  const rows = texts.map((text) => `${indent}    ${quote(text)}`);
  return `String.join(${quote(between)},\n${rows.join(',\n')})`;
}
