import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { currentRequestSelector, type CurrentRequest } from './current-request.ts';
import type { PlaygroundState } from './playground-state.ts';
import type { Actions, Playground } from './playground-store.ts';

interface Shared extends Playground {
  readonly selectCurrent: (state: PlaygroundState) => CurrentRequest;
}

const PlaygroundContext = createContext<Shared | null>(null);

export function PlaygroundProvider({
  playground,
  children,
}: {
  readonly playground: Playground;
  readonly children: ReactNode;
}) {
  const shared = useMemo(() => ({ ...playground, selectCurrent: currentRequestSelector() }), [playground]);
  return <PlaygroundContext value={shared}>{children}</PlaygroundContext>;
}

function useShared(): Shared {
  const shared = useContext(PlaygroundContext);
  if (shared === null) throw new Error('Used outside PlaygroundProvider.');
  return shared;
}

export function usePlayground<Value>(selector: (state: PlaygroundState) => Value): Value {
  return useStore(useShared().store, selector);
}

export function useActions(): Actions {
  return useShared().actions;
}

export function useHost(): Playground['host'] {
  return useShared().host;
}

/** The current request; components share one derivation per change. */
export function useCurrentRequest(): CurrentRequest {
  const { store, selectCurrent } = useShared();
  return useStore(store, selectCurrent);
}

/** For commands, which read the request when they run and not when they are drawn. */
export function useCurrentRequestReader(): () => CurrentRequest {
  const { store, selectCurrent } = useShared();
  return () => selectCurrent(store.getState());
}
