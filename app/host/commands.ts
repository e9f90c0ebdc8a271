/** What a user can ask for from anywhere: by key, in the application menu, in the palette. */
export interface Command {
  readonly id: CommandId;
  /** As the menu and the palette show it. */
  readonly label: string;
  /**
   * Keys in Electron's notation, or null. The page alone listens for them, on both hosts, and prevents
   * their default action; the menu only shows them, so that one key press never runs a command twice.
   */
  readonly accelerator: string | null;
  /** Offered only while a practice project is chosen. */
  readonly practiceOnly?: true;
}

export type CommandId =
  | 'palette'
  | 'search-methods'
  | 'execute'
  | 'cancel'
  | 'save-response'
  | 'copy-code'
  | 'next-pane'
  | 'add-project'
  | 'open-practice'
  | 'reset-practice'
  | 'theme-system'
  | 'theme-light'
  | 'theme-dark';

/** The one list that page, palette and menu share. */
export const commands: readonly Command[] = [
  { id: 'palette', label: 'All commands…', accelerator: 'CommandOrControl+K' },
  { id: 'search-methods', label: 'Find a method', accelerator: 'CommandOrControl+L' },
  { id: 'execute', label: 'Execute', accelerator: 'CommandOrControl+Enter' },
  { id: 'cancel', label: 'Cancel', accelerator: 'Escape' },
  { id: 'save-response', label: 'Save response…', accelerator: 'CommandOrControl+S' },
  { id: 'copy-code', label: 'Copy code', accelerator: 'CommandOrControl+Shift+C' },
  { id: 'next-pane', label: 'Next pane', accelerator: 'F6' },
  { id: 'add-project', label: 'Add a project…', accelerator: null },
  { id: 'open-practice', label: 'Open a practice project…', accelerator: null },
  {
    id: 'reset-practice',
    label: 'Reset the practice projects…',
    accelerator: null,
    practiceOnly: true,
  },
  { id: 'theme-system', label: 'Appearance: as the system', accelerator: null },
  { id: 'theme-light', label: 'Appearance: light', accelerator: null },
  { id: 'theme-dark', label: 'Appearance: dark', accelerator: null },
];
