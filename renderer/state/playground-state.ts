import type { Connection } from '#app/connection/connection.ts';
import type { PracticeProject } from '#app/connection/practice-project.ts';
import type { Capabilities } from '#app/host/contract.ts';
import type { Failure } from '#app/host/failure.ts';
import type { Settings } from '#app/host/settings.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import type { Draft } from '#app/request/draft.ts';
import type { Answer } from '#app/response/answer.ts';
import type { StoreApi } from 'zustand/vanilla';

/** Everything the window shows. Main owns the truth of connections and settings; this is the page's copy. */
export interface PlaygroundState {
  readonly appVersion: string;
  readonly capabilities: Capabilities;
  readonly connections: readonly Connection[];
  readonly practiceProjects: readonly PracticeProject[];
  readonly settings: Settings;
  /** By connection id; absent until the project was asked for. */
  readonly outlines: Readonly<Record<string, OutlineState>>;
  /** By `draftKey`: what was typed for one project never shows up in another. */
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly execution: Execution;
  /** Sentences that stay until they are dismissed. */
  readonly notices: readonly Notice[];
  readonly dialog: DialogName | null;
}

export type PlaygroundStore = StoreApi<PlaygroundState>;

export type OutlineState =
  | OutlineReading
  /** `again`: it is being read anew, or that failed; what was read before counts until the new outline is there. */
  | {
      readonly kind: 'read';
      readonly outline: ProjectOutline;
      readonly again: OutlineReading | OutlineFailed | null;
      /** A request of this window has changed the project since. */
      readonly changed?: true;
    }
  | OutlineFailed;

/** `done` of `total` steps; both 0 until the first one is told. */
export interface OutlineReading {
  readonly kind: 'reading';
  readonly done: number;
  readonly total: number;
}

interface OutlineFailed {
  readonly kind: 'failed';
  readonly failure: Failure;
}

export type Execution =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running';
      readonly executionId: string;
      readonly phase: 'sending' | 'receiving';
      readonly bytes: number;
      readonly cancelling: boolean;
    }
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'problem';
  readonly text: string;
}

export type DialogName = 'addProject' | 'removeProject' | 'openPractice' | 'resetPractice' | 'palette';

export function draftKey(connectionId: string, methodId: string): string {
  return `${connectionId}/${methodId}`;
}
