import type { Locator, Page } from '@playwright/test';

export type RequestView = 'Parameters' | 'Body' | 'Headers' | 'cURL';

/** What will be sent, as views and as code. */
export interface RequestViews {
  readonly area: Locator;
  readonly languages: Locator;
  /** Opens a view of the request. */
  readonly show: (view: RequestView) => Promise<void>;
  /** Opens the code in a language. */
  readonly showCode: (language: string) => Promise<void>;
  /** The text shown, as drawn: a code editor draws the lines that are in sight. */
  readonly text: () => Promise<string>;
  readonly copy: Locator;
  /** The whole text, by way of the clipboard; line breaks are lost. */
  readonly copied: () => Promise<string>;
  readonly saveAs: Locator;
}

export function createRequest(page: Page): RequestViews {
  const area = page.getByRole('region', { name: 'Request and code' });
  const main = area.getByRole('tablist', { name: 'Request or code' });
  const views = area.getByRole('tablist', { name: 'Views of the request' });
  const languages = area.getByRole('tablist', { name: 'Language' });
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
      await languages.getByRole('tab', { name: language, exact: true }).click();
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
    saveAs: area.getByRole('button', { name: 'Save as…' }),
  };
}
