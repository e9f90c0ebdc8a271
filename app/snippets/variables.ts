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
}

/**
 * The columns an answer may have. Some can be missing from it: rights take fields out, and a report has columns
 * of its own. A program therefore looks at the header before it labels. Columns that are not here are text.
 */
export interface SnippetVariables {
  readonly variables: readonly SnippetVariable[];
  /** There are more: the program says in a comment that the others have no labels. */
  readonly capped: boolean;
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
      for (const variable of columnsOf(field, combined, mark)) {
        if (!add(variable)) return firstOf(found);
      }
    }
    const endsForm = fields[index + 1]?.form !== form;
    if (endsForm && (whole || chosenFields.has(`${form}_complete`)) && !add(completeColumn(form))) {
      return firstOf(found);
    }
  }
  return { variables: [...found.values()], capped: false };
}

function firstOf(found: ReadonlyMap<string, SnippetVariable>): SnippetVariables {
  return { variables: [...found.values()].slice(0, MOST_VARIABLES), capped: true };
}

function* columnsOf(field: OutlineField, combined: boolean, mark: NumberMark): Generator<SnippetVariable> {
  if (field.type === 'descriptive') return;
  const { name, identifier } = field;
  const label = plainLabel(field.label) || name;
  if (field.type === 'checkbox' && !combined) {
    for (const { code, label: choice } of choicesOf(field)) {
      yield {
        name: `${name}___${checkboxSuffix(code)}`,
        label: `${label} (choice=${choice})`,
        kind: { kind: 'tick' },
        choices: tickChoices,
        identifier,
      };
    }
    return;
  }
  const kind = fieldKind(field, mark);
  yield { name, label, kind, choices: kind.kind === 'choice' ? choicesOf(field) : [], identifier };
}

/** The first of each code; REDCap's dictionary can hold a code twice. */
function choicesOf({ choices }: OutlineField): readonly OutlineChoice[] {
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
  };
}

function plain(name: string, label: string, kind: VariableKind, identifier = false): SnippetVariable {
  return { name, label: plainLabel(label) || name, kind, choices: [], identifier };
}

function one(argument: WireArgument | undefined): string {
  return argument?.kind === 'one' ? argument.value : '';
}

function many(argument: WireArgument | undefined): readonly string[] {
  if (argument === undefined || argument.kind === 'file') return [];
  const values = argument.kind === 'many' ? argument.values : [argument.value];
  return values.filter((value) => value !== '');
}
