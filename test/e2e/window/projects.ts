import type { Locator, Page } from '@playwright/test';

/** The project switcher and what the header says of the project. */
export interface Projects {
  readonly header: Locator;
  readonly current: Locator;
  readonly choose: (title: string) => Promise<void>;
  /** Titles and servers as the menu lists them; closes it again. */
  readonly list: () => Promise<readonly string[]>;
  /** Removes the current project from the app. */
  readonly remove: () => Promise<void>;
  readonly openAdd: () => Promise<void>;
  /** Opens a practice project in the name of the user with these rights, the first one that has them. */
  readonly openPractice: (rights: string) => Promise<void>;
  /** Asks for the practice projects' reset, which is then to be confirmed. */
  readonly openReset: () => Promise<void>;
}

export function createProjects(page: Page): Projects {
  const header = page.getByRole('banner');
  const current = header.getByRole('button').first();
  const menu = page.getByRole('menu');
  const item = (name: string): Locator => menu.getByRole('menuitem', { name });
  return {
    header,
    current,
    choose: async (title) => {
      await current.click();
      await item(title).click();
    },
    list: async () => {
      await current.click();
      const titles = await menu.getByRole('menuitem').filter({ hasText: '••••' }).allInnerTexts();
      await page.keyboard.press('Escape');
      return titles;
    },
    remove: async () => {
      await current.click();
      await item('Remove this project…').click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    },
    openAdd: async () => {
      await current.click();
      await item('Add a project…').click();
    },
    openPractice: async (rights) => {
      await current.click();
      await item('Open a practice project…').click();
      await page.getByRole('dialog').getByRole('option', { name: rights }).first().click();
    },
    openReset: async () => {
      await current.click();
      await item('Reset the practice projects…').click();
    },
  };
}
