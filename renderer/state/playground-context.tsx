import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Method } from '#app/catalogue/method.ts';
import {
  chosenMethod,
  currentProjectSelector,
  currentRequestSelector,
  type CurrentProject,
  type CurrentRequest,
} from './current-request.ts';
import { takePendingEdits } from './pending-edits.ts';
import type { PlaygroundState } from './playground-state.ts';
import type { Actions, Playground } from './playground-store.ts';

interface Shared extends Playground {
  readonly selectProject: (state: PlaygroundState) => CurrentProject;
  readonly selectRequest: (state: PlaygroundState) => CurrentRequest;
}

const PlaygroundContext = createContext<Shared | null>(null);

export function PlaygroundProvider({
  playground,
  children,
}: {
  readonly playground: Playground;
  readonly children: ReactNode;
}) {
  const shared = useMemo(() => {
    const selectProject = currentProjectSelector();
    return { ...playground, selectProject, selectRequest: currentRequestSelector(selectProject) };
  }, [playground]);
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

/** The project at hand. Does not change while a form is filled in. */
export function useCurrentProject(): CurrentProject {
  const { store, selectProject } = useShared();
  return useStore(store, selectProject);
}

export function useChosenMethod(): Method {
  return usePlayground(chosenMethod);
}

/** The current request, which changes with each keystroke; components share one derivation per change. */
export function useCurrentRequest(): CurrentRequest {
  const { store, selectRequest } = useShared();
  return useStore(store, selectRequest);
}

/** For commands, which read the request when they run and not when they are drawn. */
export function useCurrentRequestReader(): () => CurrentRequest {
  const { store, selectRequest } = useShared();
  return () => {
    takePendingEdits();
    return selectRequest(store.getState());
  };
}
