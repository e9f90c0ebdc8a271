import type { NamedItem, OutlineChoice, OutlineField, ProjectOutline } from '#app/project/outline.ts';
import { nearestAmong, type FindNearest } from '#app/nearest-name.ts';
import { knownValues, type KnownValues } from './known-values.ts';
import { shortened } from './problem.ts';

/** A project's names, ready to be looked up for each bracket of the logic. */
export interface OutlineIndex {
  /** With the status field of each form (`age_form_complete`); null: the dictionary is not known. */
  readonly fields: ReadonlyMap<string, OutlineField> | null;
  readonly recordIdField: string | null;
  /** Null: not known. Empty in a classic project. */
  readonly events: ReadonlyMap<string, NamedItem> | null;
  readonly longitudinal: boolean | undefined;
  /** The forms of an event; undefined: not known. */
  readonly formsOf: (event: string) => ReadonlySet<string> | undefined;
  /** Whether a form repeats, alone or with its event, on that event or on any; undefined: not known. */
  readonly repeats: (form: string, event: string | null) => boolean | undefined;
  /** Codes that any field may hold instead of a value. */
  readonly missingCodes: readonly OutlineChoice[];
  /** The values of a smart variable; null: not known. */
  readonly valuesOf: (smartVariable: string) => KnownValues | null;
  readonly nearestField: FindNearest;
  readonly nearestEvent: FindNearest;
  /** Name and label of each field in lower case, for searching, in the dictionary's order. */
  readonly searchable: () => readonly SearchableField[];
}

export interface SearchableField {
  readonly field: OutlineField;
  readonly name: string;
  readonly label: string;
}

const indexes = new WeakMap<ProjectOutline, OutlineIndex>();

/** The index of an outline, built once per outline object. */
export function outlineIndex(outline: ProjectOutline): OutlineIndex {
  let index = indexes.get(outline);
  if (index === undefined) {
    index = build(outline);
    indexes.set(outline, index);
  }
  return index;
}

function build(outline: ProjectOutline): OutlineIndex {
  const all = outline.fields === null ? null : [...outline.fields, ...statusFields(outline)];
  const events = outline.longitudinal === false ? [] : outline.events;
  let searchable: readonly SearchableField[] | undefined;
  const forms = new Map<string, Set<string>>();
  for (const { event, form } of outline.mappings ?? []) {
    const known = forms.get(event);
    if (known === undefined) forms.set(event, new Set([form]));
    else known.add(form);
  }
  return {
    fields: all === null ? null : new Map(all.map((field) => [field.name, field])),
    recordIdField: outline.recordIdField,
    events: events === null ? null : new Map(events.map((event) => [event.name, event])),
    longitudinal: outline.longitudinal,
    formsOf: (event) => forms.get(event),
    repeats: (form, event) =>
      outline.repeatingForms?.some(
        (each) =>
          (each.form === form || each.form === '') &&
          (event === null || each.event === '' || each.event === event),
      ),
    missingCodes: outline.missingCodes,
    valuesOf: (smartVariable) => knownValues(smartVariable, outline),
    nearestField: nearestAmong((all ?? []).map(({ name }) => name)),
    nearestEvent: nearestAmong((events ?? []).map(({ name }) => name)),
    searchable: () =>
      (searchable ??= (all ?? []).map((field) => ({
        field,
        name: field.name.toLowerCase(),
        label: shortened(field.label, 200).toLowerCase(),
      }))),
  };
}

/** REDCap adds one to each form; the dictionary does not list it. */
function statusFields({ forms, fields }: ProjectOutline): readonly OutlineField[] {
  const names =
    forms ?? [...new Set((fields ?? []).map(({ form }) => form))].map((name) => ({ name, label: name }));
  return names.map(({ name, label }) => ({
    name: `${name}_complete`,
    label: `Status of ${shortened(label)}`,
    form: name,
    type: 'dropdown',
    identifier: false,
    required: false,
    choices: [
      { code: '0', label: 'Incomplete' },
      { code: '1', label: 'Unverified' },
      { code: '2', label: 'Complete' },
    ],
    validation: '',
    min: '',
    max: '',
    calculated: false,
  }));
}
