/** Why a running request was stopped. */
export type StopReason = 'cancelled' | 'removed' | 'reset' | 'closing';

/** The requests on their way, by the id the page gave them. */
export interface Running {
  /** null: an execution of that id is on its way already. */
  readonly begin: (executionId: string, connectionId: string) => AbortSignal | null;
  readonly end: (executionId: string) => void;
  readonly stop: (executionId: string, reason: StopReason) => boolean;
  readonly stopConnection: (connectionId: string, reason: 'removed' | 'reset') => void;
  readonly stopAll: () => void;
}

export function createRunning(): Running {
  const running = new Map<string, { readonly connectionId: string; readonly controller: AbortController }>();
  return {
    begin: (executionId, connectionId) => {
      if (running.has(executionId)) return null;
      const controller = new AbortController();
      running.set(executionId, { connectionId, controller });
      return controller.signal;
    },
    end: (executionId) => {
      running.delete(executionId);
    },
    stop: (executionId, reason) => {
      const found = running.get(executionId);
      found?.controller.abort(reason);
      return found !== undefined;
    },
    stopConnection: (connectionId, reason) => {
      for (const each of running.values()) {
        if (each.connectionId === connectionId) each.controller.abort(reason satisfies StopReason);
      }
    },
    stopAll: () => {
      for (const { controller } of running.values()) controller.abort('closing' satisfies StopReason);
    },
  };
}
