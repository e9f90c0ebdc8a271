import { useMemo } from 'react';
import type { CommandId } from '#app/host/commands.ts';
import { focusMethodSearch, focusNextPane } from '#renderer/shell/focus.ts';
import {
  useActions,
  useCurrentProject,
  useCurrentRequestReader,
  usePlayground,
} from '#renderer/state/playground-context.tsx';
import { executeBlocker } from '#renderer/form/execute-blocker.ts';

export type CommandRunner = (id: CommandId) => void;

/** What each command does. Menu, palette and keys all come here. */
export function useCommandRunner(): CommandRunner {
  const actions = useActions();
  const readCurrent = useCurrentRequestReader();
  const settings = usePlayground((state) => state.settings);
  const { practice } = useCurrentProject().connection;
  const running = usePlayground((state) => state.execution.kind === 'running');
  return useMemo(() => {
    const perform: Readonly<Record<CommandId, () => void>> = {
      palette: () => actions.openDialog('palette'),
      'search-methods': focusMethodSearch,
      execute: () => {
        const current = readCurrent();
        const blocker = executeBlocker(current);
        if (running) return;
        if (blocker === null) void actions.execute(current);
        else actions.notify('problem', blocker);
      },
      cancel: () => void actions.cancel(),
      'save-response': () => void actions.saveAnswer(),
      'copy-code': () => {
        void import('#renderer/request/code-text.ts').then(({ chosenCode }) => {
          const code = chosenCode(readCurrent(), settings);
          if (code.kind === 'code') return actions.copy(code.text, 'Code copied. It holds no token.');
          return actions.notify('problem', code.reason);
        });
      },
      'next-pane': focusNextPane,
      'add-project': () => actions.openDialog('addProject'),
      'open-practice': () => actions.openDialog('openPractice'),
      'reset-practice': () => {
        if (practice) actions.openDialog('resetPractice');
        else actions.notify('problem', 'Only practice projects can be reset. Choose one of them first.');
      },
      'theme-system': () => actions.saveSettings({ theme: 'system' }),
      'theme-light': () => actions.saveSettings({ theme: 'light' }),
      'theme-dark': () => actions.saveSettings({ theme: 'dark' }),
    };
    return (id) => perform[id]();
  }, [actions, readCurrent, settings, running, practice]);
}
