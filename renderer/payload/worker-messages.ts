import type { RowTarget } from '#app/project/payload/find-row.ts';
import type { PayloadProject } from '#app/project/payload/project-view.ts';
import type { PayloadSettings } from '#app/project/payload/settings.ts';
import type { Place } from '#app/project/payload/text-lines.ts';
import type { PayloadReport } from './payload-report.ts';

/** What the page asks the worker. The project goes over once, not with every text. */
export type WorkerQuestion =
  | { readonly kind: 'project'; readonly project: PayloadProject | null }
  | { readonly kind: 'check'; readonly id: number; readonly text: string; readonly settings: PayloadSettings }
  /** Asks for a row of the text that was checked last. */
  | { readonly kind: 'find'; readonly id: number; readonly target: RowTarget };

export type WorkerAnswer =
  | { readonly kind: 'checked'; readonly id: number; readonly report: PayloadReport }
  | { readonly kind: 'found'; readonly id: number; readonly place: Place | null };
