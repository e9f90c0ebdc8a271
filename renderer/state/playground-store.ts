import { createStore } from 'zustand/vanilla';
import type { Host, StartState } from '#app/host/contract.ts';
import { connectionActions, type ConnectionActions } from './connection-actions.ts';
import { executionActions, type ExecutionActions } from './execution-actions.ts';
import { formActions, type FormActions } from './form-actions.ts';
import type { PlaygroundState, PlaygroundStore } from './playground-state.ts';

export interface Actions extends FormActions, ConnectionActions, ExecutionActions {}

export interface Playground {
  readonly host: Host;
  readonly store: PlaygroundStore;
  readonly actions: Actions;
}

export function createPlaygroundStore(host: Host, start: StartState): Playground {
  const store = createStore<PlaygroundState>(() => ({
    appVersion: start.appVersion,
    capabilities: start.capabilities,
    connections: start.connections,
    practiceProjects: start.practiceProjects,
    settings: start.settings,
    outlines: {},
    drafts: {},
    execution: { kind: 'none' },
    notices: start.notices.map((text, id) => ({ id, tone: 'problem' as const, text })),
    dialog: null,
  }));
  const form = formActions(host, store);
  const connections = connectionActions(host, store, form);
  const actions: Actions = { ...form, ...connections, ...executionActions(host, store, form, connections) };
  return { host, store, actions };
}
