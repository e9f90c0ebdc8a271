import { checkboxSuffix } from '#app/project/checkbox-suffix.ts';
import type { OutlineChoice, OutlineField } from '#app/project/outline.ts';
import { completeChoices } from '#app/project/payload/choice-value.ts';
import { plainLabel } from './plain-label.ts';
import type { SnippetInput } from './target.ts';
import { fieldKind, numbersIn, type NumberMark, type VariableKind } from './variable-kind.ts';
import { wireArguments, type WireArgument } from './wire-arguments.ts';

/** A column of a flat export of records with coded answers, as far as the dictionary tells. */
export interface SnippetVariable {
  /** As in the header: `age`, `race___2`, `demographics_complete`. Up to 100 characters. */
  readonly name: string;
  /** One line of plain text, of any length; never blank. */
  readonly label: string;
  readonly kind: VariableKind;
  /** Code and label of each value, in order, each code once and neither blank; empty where values are not coded. */
  readonly choices: readonly OutlineChoice[];
  readonly identifier: boolean;
  /**
   * Whether a missing-data code of the project can stand in it. Never in the record ID, REDCap's own columns, the
   * status of an instrument, a tick or a calculated value [S6].
   */
  readonly canBeMissing: boolean;
}

/**
 * The columns an answer may have. Some can be missing from it: rights take fields out, and a report has columns
 * of its own. A program therefore looks at the header before it labels. Columns that are not here are text.
 */
export interface SnippetVariables {
  readonly variables: readonly SnippetVariable[];
  /** There are more: the program says in a comment that the others have no labels. */
  readonly capped: boolean;
  /** The project's missing-data codes with their labels, each once and neither blank. */
  readonly missingCodes: readonly OutlineChoice[];
}

/** Beyond, a program would be longer than what it reads. */
export const MOST_VARIABLES = 1000;

/** A tick in a checkbox column [S1]. */
export const tickChoices: readonly OutlineChoice[] = [
  { code: '0', label: 'Unchecked' },
  { code: '1', label: 'Checked' },
];

/**
 * The columns of the answer, in REDCap's order. null: the dictionary is unknown, or the answer has no such columns:
 * another method, a row per value, labels instead of codes or names, or ODM.
 */
export function snippetVariables(input: SnippetInput): SnippetVariables | null {
  const { request, dictionary } = input;
  if (dictionary === null) return null;
  if (request.methodId !== 'export_records' && request.methodId !== 'export_reports') return null;
  const wire = wireArguments(request);
  const is = (name: string, value: string) => one(wire.get(name)) === value;
  if (is('type', 'eav') || is('rawOrLabel', 'label') || is('format', 'odm')) return null;
  if (is('format', 'csv') && is('rawOrLabelHeaders', 'label')) return null;

  const chosenFields = new Set(many(wire.get('fields')));
  const chosenForms = new Set(many(wire.get('forms')));
  const all = chosenFields.size === 0 && chosenForms.size === 0;
  const combined = is('combineCheckboxOptions', 'true');
  const mark = numbersIn(one(wire.get('decimalCharacter')));
  const { fields, recordIdField, longitudinal } = dictionary;
  const missingCodes = choicesOf(dictionary.missingCodes ?? []);

  const found = new Map<string, SnippetVariable>();
  const add = (variable: SnippetVariable) => {
    if (!found.has(variable.name)) found.set(variable.name, variable);
    return found.size <= MOST_VARIABLES;
  };
  const idField = fields.find(({ name }) => name === recordIdField);
  add(plain(recordIdField, idField?.label ?? '', { kind: 'text' }, idField?.identifier));
  if (longitudinal) add(plain('redcap_event_name', 'Event name', { kind: 'text' }));
  add(plain('redcap_repeat_instrument', 'Repeat instrument', { kind: 'text' }));
  add(plain('redcap_repeat_instance', 'Repeat instance', { kind: 'integer' }));
  add(plain('redcap_data_access_group', 'Data access group', { kind: 'text' }));
  add(plain('redcap_survey_identifier', 'Survey identifier', { kind: 'text' }, true));
  for (const [index, field] of fields.entries()) {
    const { form } = field;
    const whole = all || chosenForms.has(form);
    if (whole || chosenFields.has(field.name)) {
      for (const variable of columnsOf(field, combined, mark, missingCodes)) {
        if (!add(variable)) return firstOf(found, missingCodes);
      }
    }
    const endsForm = fields[index + 1]?.form !== form;
    if (endsForm && (whole || chosenFields.has(`${form}_complete`)) && !add(completeColumn(form))) {
      return firstOf(found, missingCodes);
    }
  }
  return { variables: [...found.values()], capped: false, missingCodes };
}

function firstOf(
  found: ReadonlyMap<string, SnippetVariable>,
  missingCodes: readonly OutlineChoice[],
): SnippetVariables {
  return { variables: [...found.values()].slice(0, MOST_VARIABLES), capped: true, missingCodes };
}

function* columnsOf(
  field: OutlineField,
  combined: boolean,
  mark: NumberMark,
  missingCodes: readonly OutlineChoice[],
): Generator<SnippetVariable> {
  if (field.type === 'descriptive') return;
  const { name, identifier } = field;
  const label = plainLabel(field.label) || name;
  if (field.type === 'checkbox' && !combined) {
    // A missing-data code is ticked like a choice.
    for (const { code, label: choice } of choicesOf([...field.choices, ...missingCodes])) {
      yield {
        name: `${name}___${checkboxSuffix(code)}`,
        label: `${label} (choice=${choice})`,
        kind: { kind: 'tick' },
        choices: tickChoices,
        identifier,
        canBeMissing: false,
      };
    }
    return;
  }
  const kind = fieldKind(field, mark);
  const choices = kind.kind === 'choice' ? choicesOf(field.choices) : [];
  yield { name, label, kind, choices, identifier, canBeMissing: field.type !== 'calc' };
}

/** The first of each code; REDCap's dictionary can hold a code twice. */
function choicesOf(choices: readonly OutlineChoice[]): readonly OutlineChoice[] {
  const labels = new Map<string, string>();
  for (const choice of choices) {
    const code = choice.code.trim();
    if (code !== '' && !labels.has(code)) labels.set(code, plainLabel(choice.label) || code);
  }
  return [...labels].map(([code, label]) => ({ code, label }));
}

function completeColumn(form: string): SnippetVariable {
  return {
    name: `${form}_complete`,
    label: `${plainLabel(form)}: complete?`,
    kind: { kind: 'complete' },
    choices: completeChoices,
    identifier: false,
    canBeMissing: false,
  };
}

function plain(name: string, label: string, kind: VariableKind, identifier = false): SnippetVariable {
  return { name, label: plainLabel(label) || name, kind, choices: [], identifier, canBeMissing: false };
}

/**
 * The missing-data codes that can stand in a variable. A code that is also one of its own choices is an answer like
 * the others.
 */
export function missingCodesIn(
  { canBeMissing, choices }: SnippetVariable,
  { missingCodes }: Pick<SnippetVariables, 'missingCodes'>,
): readonly OutlineChoice[] {
  if (!canBeMissing) return [];
  const own = new Set(choices.map(({ code }) => code));
  return missingCodes.filter(({ code }) => !own.has(code));
}

/**
 * The names of the variables that a program must leave out when it looks for missing-data codes: those without codes
 * of their own that never hold one, and those where such a code is an answer.
 */
export function neverMissing(all: SnippetVariables): readonly string[] {
  const codes = new Set(all.missingCodes.map(({ code }) => code));
  return all.variables
    .filter(({ canBeMissing, choices }) =>
      choices.length === 0 ? !canBeMissing : choices.some(({ code }) => codes.has(code)),
    )
    .map(({ name }) => name);
}

function one(argument: WireArgument | undefined): string {
  return argument?.kind === 'one' ? argument.value : '';
}

function many(argument: WireArgument | undefined): readonly string[] {
  if (argument === undefined || argument.kind === 'file') return [];
  const values = argument.kind === 'many' ? argument.values : [argument.value];
  return values.filter((value) => value !== '');
}
