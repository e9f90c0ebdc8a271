import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { commands, type CommandId } from '#app/host/commands.ts';
import { useHost, usePlayground } from '#renderer/state/playground-context.tsx';
import { useCommandRunner } from './use-command-runner.ts';

/** Listens for the commands' keys and for the application menu. */
export function useCommands(): void {
  const host = useHost();
  const run = useCommandRunner();
  const running = usePlayground((state) => state.execution.kind === 'running');

  useEffect(() => {
    const bindings = commands.flatMap(({ id, accelerator }) =>
      accelerator === null
        ? []
        : [[keybinding(accelerator), (event: KeyboardEvent) => press(event, id)] as const],
    );
    const press = (event: KeyboardEvent, id: CommandId) => {
      if (dialogIsOpen()) return;
      if (id === 'cancel' && (!running || escapeIsWanted(event))) return;
      if (id !== 'cancel') {
        // Otherwise the browser's own command starts, and a button with the focus takes the Enter for a press.
        event.preventDefault();
        event.stopPropagation();
      }
      run(id);
    };
    // The search box sends a copy of each key on to its list; acting on both would execute a request twice.
    const ignore = (event: KeyboardEvent) => !event.isTrusted;
    return tinykeys(window, Object.fromEntries(bindings), { ignore, capture: true });
  }, [run, running]);

  useEffect(
    () =>
      host.on('command', ({ commandId }) => {
        const command = commands.find(({ id }) => id === commandId);
        if (command !== undefined && !dialogIsOpen()) run(command.id);
      }),
    [host, run],
  );
}

/** A dialog has the window to itself: nothing behind it is executed, neither by a key nor from the menu. */
function dialogIsOpen(): boolean {
  return document.querySelector('.modal-overlay') !== null;
}

/** Escape first closes what is open over the window and empties a search box; only then it cancels a request. */
function escapeIsWanted({ target }: KeyboardEvent): boolean {
  const isFullSearch = target instanceof HTMLInputElement && target.type === 'search' && target.value !== '';
  return (
    isFullSearch || document.querySelector('.popover, .suggest-widget.visible, .find-widget.visible') !== null
  );
}

/** From Electron's notation to the key library's: `CommandOrControl+Shift+C` → `$mod+Shift+KeyC`. */
function keybinding(accelerator: string): string {
  return accelerator
    .split('+')
    .map((part) => (part === 'CommandOrControl' ? '$mod' : /^[A-Z]$/.test(part) ? `Key${part}` : part))
    .join('+');
}

const mac = navigator.platform.startsWith('Mac');

/** Keys as a person reads them: `Ctrl+Shift+C`, or `⇧⌘C` on a Mac. */
export function readableKeys(accelerator: string): string {
  const parts = accelerator.split('+');
  if (!mac)
    return parts
      .map((part) => ({ CommandOrControl: 'Ctrl', Escape: 'Esc', Enter: '↵' })[part] ?? part)
      .join(' ');
  return parts
    .map((part) => ({ CommandOrControl: '⌘', Shift: '⇧', Escape: 'Esc', Enter: '↵' })[part] ?? part)
    .join('');
}
