import type { Connection } from '#app/connection/connection.ts';
import type { Host } from '#app/host/contract.ts';
import type { Failure } from '#app/host/failure.ts';
import { activeConnection } from './current-request.ts';
import { failureText } from './failure-text.ts';
import type { FormActions } from './form-actions.ts';
import type { OutlineState, PlaygroundStore } from './playground-state.ts';

/** Lists on request only: REDCap logs each as an export. */
export interface WantedLists {
  readonly recordNames?: boolean;
  readonly reportTitles?: boolean;
}

export interface ConnectionActions {
  readonly chooseConnection: (connectionId: string) => void;
  /** Resolves to why it failed, or null. The token is handed over once and not kept by the page. */
  readonly addConnection: (url: string, token: string) => Promise<Failure | null>;
  /** Stops what `addConnection` has begun; nothing is added then. */
  readonly cancelAdding: () => Promise<void>;
  readonly removeConnection: (connectionId: string) => Promise<void>;
  /** Opens a practice project in the name of one of its users, and switches to it. */
  readonly openPracticeProject: (projectId: string, user: string) => Promise<void>;
  /** Puts every practice project back to its start, and reads the one at hand anew. */
  readonly resetPractice: () => Promise<void>;
  /** Reads the project unless it is known or being read already. */
  readonly ensureOutline: (connectionId: string) => void;
  /** What is wanted beside the lists that are always read stays wanted when the project is read again. */
  readonly readOutline: (connectionId: string, wanted?: WantedLists) => Promise<void>;
  /** A project that is known stays as it was; of one that is not, what came so far is taken. */
  readonly cancelReading: (connectionId: string) => Promise<void>;
  /** What was read of the project may be out of date now. */
  readonly noteChange: (connectionId: string) => void;
  /** After main has stored a connection of its own accord (Create A New Project). */
  readonly refreshConnections: () => Promise<void>;
}

export function connectionActions(host: Host, store: PlaygroundStore, form: FormActions): ConnectionActions {
  const setOutline = (connectionId: string, outlineState: OutlineState) =>
    store.setState(({ outlines }) => ({ outlines: { ...outlines, [connectionId]: outlineState } }));

  host.on('outline', ({ connectionId, done, total }) => {
    const known = store.getState().outlines[connectionId];
    const reading = { kind: 'reading', done, total } as const;
    if (known?.kind === 'reading') setOutline(connectionId, reading);
    else if (known?.kind === 'read' && known.again?.kind === 'reading') {
      setOutline(connectionId, { ...known, again: reading });
    }
  });

  /** The last reading of each project: an earlier one that ends after it is of no use any more. */
  const readings = new Map<string, symbol>();

  const readOutline = async (connectionId: string, wanted: WantedLists = {}) => {
    const reading = Symbol(connectionId);
    readings.set(connectionId, reading);
    const known = store.getState().outlines[connectionId];
    const begun = { kind: 'reading', done: 0, total: 0 } as const;
    const before = known?.kind === 'read' ? known.outline : null;
    setOutline(connectionId, known?.kind === 'read' ? { ...known, again: begun } : begun);
    const reply = await host.readProject({
      connectionId,
      recordNames: wanted.recordNames === true || (before?.records ?? null) !== null,
      reportTitles: wanted.reportTitles === true || (before?.reports ?? null) !== null,
    });
    if (readings.get(connectionId) !== reading) return;
    if (!store.getState().connections.some((connection) => connection.id === connectionId)) return;
    if (reply.ok) {
      setOutline(connectionId, { kind: 'read', outline: reply.value, again: null });
      return;
    }
    const failed = { kind: 'failed', failure: reply.failure } as const;
    const now = store.getState().outlines[connectionId];
    if (now?.kind !== 'read') setOutline(connectionId, failed);
    // Who stopped it knows that it was stopped.
    else setOutline(connectionId, { ...now, again: reply.failure.code === 'cancelled' ? null : failed });
  };

  const cancelReading = async (connectionId: string) => {
    await host.cancelReading({ connectionId });
  };

  const noteChange = (connectionId: string) => {
    const known = store.getState().outlines[connectionId];
    if (known?.kind === 'read') setOutline(connectionId, { ...known, changed: true });
  };

  const ensureOutline = (connectionId: string) => {
    const { outlines, connections } = store.getState();
    const connection = connections.find(({ id }) => id === connectionId);
    // A super token belongs to no project that could be read.
    if (connection?.tokenKind !== 'project' || outlines[connectionId] !== undefined) return;
    void readOutline(connectionId);
  };

  /** An answer belongs to the project it came from, and a request that runs is not left to run unseen. */
  const leaveExecution = () => {
    const { execution } = store.getState();
    if (execution.kind === 'running') void host.cancelExecution({ executionId: execution.executionId });
    if (execution.kind === 'answered') void host.discardAnswer({ executionId: execution.answer.executionId });
    store.setState({ execution: { kind: 'none' } });
  };

  const chooseConnection = (connectionId: string) => {
    if (connectionId !== activeConnection(store.getState()).id) leaveExecution();
    form.saveSettings({ activeConnectionId: connectionId });
    ensureOutline(connectionId);
  };

  const refreshConnections = async () => {
    const reply = await host.start({});
    if (reply.ok) store.setState({ connections: reply.value.connections });
  };

  const chooseAdded = (added: Connection) => {
    store.setState(({ connections }) => ({
      connections: connections.some(({ id }) => id === added.id)
        ? connections.map((connection) => (connection.id === added.id ? added : connection))
        : [...connections, added],
    }));
    chooseConnection(added.id);
  };

  return {
    chooseConnection,
    ensureOutline,
    readOutline,
    cancelReading,
    noteChange,
    refreshConnections,
    async addConnection(url, token) {
      const reply = await host.addConnection({ url, token });
      if (!reply.ok) return reply.failure;
      const isKnown = store.getState().outlines[reply.value.id] !== undefined;
      chooseAdded(reply.value);
      // All that a super token can do.
      if (reply.value.tokenKind === 'super') form.chooseMethod('create_project');
      // Its new token may have other rights.
      if (isKnown) void readOutline(reply.value.id);
      return null;
    },
    async cancelAdding() {
      await host.cancelAdding({});
    },
    async openPracticeProject(projectId, user) {
      const reply = await host.openPracticeProject({ projectId, user });
      if (reply.ok) chooseAdded(reply.value);
      else form.notify('problem', failureText(reply.failure));
    },
    async resetPractice() {
      if (activeConnection(store.getState()).practice) leaveExecution();
      const reply = await host.resetPractice({});
      if (!reply.ok) {
        form.notify('problem', failureText(reply.failure));
        return;
      }
      const { connections, settings, outlines } = store.getState();
      const isPractice = (connectionId: string) =>
        connections.some(({ id, practice }) => practice && id === connectionId);
      store.setState({
        outlines: Object.fromEntries(Object.entries(outlines).filter(([id]) => !isPractice(id))),
      });
      if (settings.activeConnectionId !== null) ensureOutline(settings.activeConnectionId);
      form.notify('info', 'Every practice project is as at its start.');
    },
    async removeConnection(connectionId) {
      if (connectionId === activeConnection(store.getState()).id) leaveExecution();
      const reply = await host.removeConnection({ connectionId });
      if (!reply.ok) {
        form.notify('problem', failureText(reply.failure));
        return;
      }
      const { connections, settings } = store.getState();
      const left = connections.filter((connection) => connection.id !== connectionId);
      if (settings.activeConnectionId === connectionId && left[0] !== undefined) chooseConnection(left[0].id);
      store.setState(({ outlines: { [connectionId]: _forgotten, ...outlines }, drafts }) => ({
        connections: left,
        outlines,
        drafts: Object.fromEntries(
          Object.entries(drafts).filter(([key]) => !key.startsWith(`${connectionId}/`)),
        ),
      }));
    },
  };
}
