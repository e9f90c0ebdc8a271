import type { Locator, Page } from '@playwright/test';
import { literal } from './literal.ts';

/** The method list with its search box. */
export interface Methods {
  readonly search: Locator;
  readonly list: Locator;
  readonly options: Locator;
  readonly option: (name: string) => Locator;
  readonly choose: (name: string) => Promise<void>;
}

export function createMethods(page: Page): Methods {
  const area = page.getByRole('navigation', { name: 'Methods' });
  const list = area.getByRole('listbox', { name: 'Methods' });
  // An option's name goes on with what the method does, and whether it is locked.
  const option = (name: string): Locator =>
    list.getByRole('option', { name: new RegExp(`^${literal(name)} ?,`) });
  return {
    search: area.getByRole('searchbox', { name: 'Find a method' }),
    list,
    options: list.getByRole('option'),
    option,
    choose: async (name) => {
      await option(name).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
    },
  };
}
