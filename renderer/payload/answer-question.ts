import { assertNever } from '#app/assert-never.ts';
import { findRow } from '#app/project/payload/find-row.ts';
import { viewProject, type ProjectView } from '#app/project/payload/project-view.ts';
import type { PayloadSettings } from '#app/project/payload/settings.ts';
import type { PayloadTable } from '#app/project/payload/table.ts';
import { readPayload } from './read-payload.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker-messages.ts';

/** The worker's side of the conversation. It remembers the project and the text that was checked last. */
export function questionAnswerer(): (question: WorkerQuestion) => WorkerAnswer | null {
  let view: ProjectView | null = null;
  let last: { readonly table: PayloadTable; readonly settings: PayloadSettings } | null = null;
  return (question) => {
    switch (question.kind) {
      case 'project':
        view = question.project === null ? null : viewProject(question.project);
        return null;
      case 'check': {
        const { id, text, settings } = question;
        const { table, report } = readPayload(text, settings, view);
        last = table === null ? null : { table, settings };
        return { kind: 'checked', id, report };
      }
      case 'find': {
        const { id, target } = question;
        const place = last && findRow(last.table, last.settings, view?.recordIdField ?? null, target);
        return { kind: 'found', id, place };
      }
      default:
        return assertNever(question);
    }
  };
}
