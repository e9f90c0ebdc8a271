import { nativeTheme } from 'electron';
import type { Handlers } from '#app/host/contract.ts';

/** The same handlers; the window's frame and menus follow the theme that the user chooses. */
export function followTheme(handlers: Handlers): Handlers {
  return {
    ...handlers,
    start: async (args) => {
      const reply = await handlers.start(args);
      if (reply.ok) nativeTheme.themeSource = reply.value.settings.theme;
      return reply;
    },
    saveSettings: async (args) => {
      const reply = await handlers.saveSettings(args);
      if (reply.ok) nativeTheme.themeSource = reply.value.theme;
      return reply;
    },
  };
}
