import type { Field } from '../model/field.ts';
import type { Instrument } from '../model/design.ts';
import type { Project } from '../model/project.ts';
import { changeDesign } from './change-design.ts';

/** Makes these fields the project's dictionary; values of fields that are gone are deleted. */
export function replaceFields(project: Project, fields: readonly Field[]): void {
  const before = project.design;
  const forms = [...new Set(fields.map(({ form }) => form))];
  const instruments = forms.map(
    (name) => before.instruments.find((one) => one.name === name) ?? newInstrument(name),
  );
  const kept = new Set(forms);
  changeDesign(project, {
    fields,
    instruments,
    designations: before.designations.filter(({ form }) => kept.has(form)),
    repeats: before.repeats.filter(({ form }) => form === '' || kept.has(form)),
  });
  const { design } = project;
  for (const record of project.records.values()) {
    for (const [key, row] of record.rows) {
      if (row.form !== '' && !kept.has(row.form)) record.rows.delete(key);
      for (const name of row.values.keys()) {
        if (!design.fieldByName.has(name) && !design.checkboxByColumn.has(name)) row.values.delete(name);
      }
    }
  }
}

// An instrument's label is made of its name: `lab_results` → `Lab Results`.
function newInstrument(name: string): Instrument {
  const label = name.replaceAll('_', ' ').replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
  return { name, label, survey: false };
}
