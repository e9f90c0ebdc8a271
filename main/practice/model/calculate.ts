import { evaluate } from '../logic/evaluate.ts';
import type { Logic } from '../logic/parse.ts';
import { LogicError } from '../logic/tokens.ts';
import { holdsField } from './cells.ts';
import type { Design } from './design.ts';
import type { Project, StudyRecord } from './project.ts';
import { projectLogic, rowScope } from './scope.ts';

interface Calculation {
  readonly field: Design['calcFields'][number];
  readonly logic: Logic;
}

/** The design's calculations, read once; one that cannot be read is left out, as its field stays blank. */
export function calculationsOf(design: Design): readonly Calculation[] {
  return design.calcFields.flatMap((field) => {
    try {
      return [{ field, logic: projectLogic(design, field.row?.select_choices_or_calculations ?? '') }];
    } catch (error) {
      if (error instanceof LogicError) return [];
      throw error;
    }
  });
}

/** Computes the record's calculated fields anew, in dictionary order, wherever their instrument has data. */
export function recalculate(
  project: Project,
  record: StudyRecord,
  calculations: readonly Calculation[],
  now: string,
): void {
  if (calculations.length === 0) return;
  for (const row of record.rows.values()) {
    const scope = rowScope({ project, now, username: null }, record, row);
    for (const { field, logic } of calculations) {
      if (!holdsField(project.design, row, field)) continue;
      const computed = evaluate(logic, scope);
      const value = typeof computed === 'boolean' ? String(Number(computed)) : String(computed);
      if (value === '') row.values.delete(field.name);
      else row.values.set(field.name, value);
    }
  }
}
