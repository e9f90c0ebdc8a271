import type { Locator, Page } from '@playwright/test';
import { literal } from './literal.ts';

/** The chosen method: its parameters, and Execute. */
export interface Form {
  readonly area: Locator;
  readonly heading: Locator;
  readonly execute: Locator;
  /** What the request will do, or why it cannot be sent. */
  readonly sentence: Locator;
  /** A text field, or one that also suggests. */
  readonly field: (label: string) => Locator;
  /** Fills a field and leaves it, which closes its suggestions. */
  readonly fill: (label: string, text: string) => Promise<void>;
  readonly choose: (label: string, choice: string) => Promise<void>;
  /** Enters names into a list that also takes typed ones. */
  readonly enterNames: (label: string, names: readonly string[]) => Promise<void>;
}

export function createForm(page: Page): Form {
  const area = page.getByRole('main');
  const bar = area.getByRole('region', { name: 'Execute' });
  const field = (label: string): Locator => {
    const name = new RegExp(`^${literal(label)}( required)?$`);
    return area.getByRole('textbox', { name }).or(area.getByRole('combobox', { name }));
  };
  return {
    area,
    heading: area.getByRole('heading', { level: 1 }),
    execute: bar.getByRole('button', { name: 'Execute' }),
    sentence: bar.getByRole('paragraph').first(),
    field,
    fill: async (label, text) => {
      await field(label).fill(text);
      await field(label).press('Tab');
    },
    choose: async (label, choice) => {
      // The radio itself is drawn by its label.
      const group = area.getByRole('radiogroup', { name: label, exact: true });
      await group.getByText(choice, { exact: true }).click();
    },
    enterNames: async (label, names) => {
      const list = area.getByRole('combobox', { name: new RegExp(`^${literal(label)}( required)?$`) });
      for (const name of names) await list.fill(`${name},`);
      await list.press('Escape');
    },
  };
}
