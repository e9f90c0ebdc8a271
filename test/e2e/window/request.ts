import type { Locator, Page } from '@playwright/test';

export type RequestView = 'Parameters' | 'Body' | 'Headers' | 'cURL';

/** What will be sent, as views and as code. */
export interface RequestViews {
  readonly area: Locator;
  readonly languages: Locator;
  /** Opens a view of the request. */
  readonly show: (view: RequestView) => Promise<void>;
  /** Opens the code in a language, which may stand in the menu of further ones. */
  readonly showCode: (language: string) => Promise<void>;
  /** The switch between the libraries of a language; not there where it has one. */
  readonly libraries: Locator;
  readonly useLibrary: (library: string) => Promise<void>;
  /** Chooses the place that programs in this language read their token from. */
  readonly readTokenFrom: (place: RegExp) => Promise<void>;
  /** Switches an option of the code on or off. */
  readonly switchOption: (option: string) => Promise<void>;
  /** The text shown, as drawn: a code editor draws the lines that are in sight. */
  readonly text: () => Promise<string>;
  readonly copy: Locator;
  /** The whole text, by way of the clipboard; line breaks are lost. */
  readonly copied: () => Promise<string>;
  /** Opens the menu and chooses in it. */
  readonly saveAs: (what: RegExp) => Promise<void>;
}

export function createRequest(page: Page): RequestViews {
  const area = page.getByRole('region', { name: 'Request and code' });
  const main = area.getByRole('tablist', { name: 'Request or code' });
  const views = area.getByRole('tablist', { name: 'Views of the request' });
  const languages = area.getByRole('tablist', { name: 'Language' });
  const libraries = area.getByRole('radiogroup', { name: 'Library' });
  const copy = area.getByRole('button', { name: 'Copy' });
  return {
    area,
    languages: languages.getByRole('tab'),
    show: async (view) => {
      await main.getByRole('tab', { name: 'Request' }).click();
      await views.getByRole('tab', { name: view }).click();
    },
    showCode: async (language) => {
      await main.getByRole('tab', { name: 'Code' }).click();
      await languages.waitFor();
      const tab = languages.getByRole('tab', { name: language, exact: true });
      if ((await tab.count()) > 0) return tab.click();
      await area.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: language, exact: true }).click();
    },
    libraries,
    useLibrary: async (library) => {
      if ((await libraries.count()) > 0)
        await libraries.getByRole('radio', { name: library, exact: true }).click();
    },
    readTokenFrom: async (place) => {
      await area.getByRole('button', { name: /^Token:/ }).click();
      await page.getByRole('menuitem', { name: place }).click();
    },
    switchOption: async (option) => {
      await area.getByRole('button', { name: /^Options/ }).click();
      await page.getByRole('menuitem', { name: option }).click();
    },
    text: async () => {
      const drawn = await area.getByRole('tabpanel').last().innerText();
      // The code editor draws spaces as no-break spaces.
      return drawn.replaceAll('\u00A0', ' ');
    },
    copy,
    copied: async () => {
      await copy.click();
      const field = page.getByRole('searchbox', { name: 'Find a method' });
      await field.fill('');
      await field.press('ControlOrMeta+V');
      const pasted = await field.inputValue();
      await field.fill('');
      return pasted;
    },
    saveAs: async (what) => {
      await area.getByRole('button', { name: 'Save as…' }).click();
      await page.getByRole('menuitem', { name: what }).click();
    },
  };
}
