import type { Locator, Page } from '@playwright/test';

/** The dialog that asks for an address and a token. */
export interface AddProject {
  readonly dialog: Locator;
  readonly address: Locator;
  readonly token: Locator;
  /** What was wrong, in words. */
  readonly failure: Locator;
  readonly cancel: Locator;
  readonly submit: (address: string, token: string) => Promise<void>;
}

export function createAddProject(page: Page): AddProject {
  const dialog = page.getByRole('dialog', { name: 'Add a project' });
  const address = dialog.getByRole('textbox', { name: 'API address' });
  const token = dialog.getByLabel('API token');
  return {
    dialog,
    address,
    token,
    failure: dialog.getByRole('alert'),
    cancel: dialog.getByRole('button', { name: 'Cancel' }),
    submit: async (url, secret) => {
      await address.fill(url);
      await token.fill(secret);
      await dialog.getByRole('button', { name: 'Add project' }).click();
    },
  };
}
