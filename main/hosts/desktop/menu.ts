import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { commands, type CommandId } from '#app/host/commands.ts';

/** Shows the application menu. Each command stands in it once; choosing one calls `run`. */
export function setupMenu(run: (commandId: CommandId) => void): void {
  const mac = process.platform === 'darwin';
  const entry = (id: CommandId): MenuItemConstructorOptions => {
    const { label, accelerator } = commands.find((command) => command.id === id) ?? missing(id);
    // macOS registers what is shown, unless the page prevents it; Escape also belongs to dialogs and lists.
    const keys = mac && accelerator === 'Escape' ? null : accelerator;
    return {
      id,
      label,
      // Shown, not registered: the page listens for the keys itself (see commands.ts).
      ...(keys === null ? {} : { accelerator: keys, registerAccelerator: false }),
      click: () => run(id),
    };
  };
  const separator = { type: 'separator' } as const;

  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        entry('add-project'),
        entry('open-practice'),
        entry('reset-practice'),
        separator,
        entry('save-response'),
        separator,
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        entry('copy-code'),
      ],
    },
    { label: 'Request', submenu: [entry('execute'), entry('cancel')] },
    { label: 'Go', submenu: [entry('palette'), entry('search-methods'), entry('next-pane')] },
    {
      label: 'View',
      submenu: [
        entry('theme-system'),
        entry('theme-light'),
        entry('theme-dark'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : ([separator, { role: 'reload' }, { role: 'toggleDevTools' }] as const)),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function missing(id: CommandId): never {
  throw new Error(`The list of commands lacks ${id}.`);
}
