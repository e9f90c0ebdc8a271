import type { Locator, Page } from '@playwright/test';

/** What the server answered. */
export interface ResponseViews {
  readonly area: Locator;
  /** Status, time, size and rows. */
  readonly facts: Locator;
  readonly rows: Locator;
  readonly columns: Locator;
  readonly cells: Locator;
  /** The view that is shown. */
  readonly panel: Locator;
  /** Remarks on an answer that is good: what differs from the request. */
  readonly notes: Locator;
  /** What went wrong, in words. */
  readonly failure: Locator;
  readonly cancel: Locator;
  readonly save: Locator;
  readonly show: (view: 'Table' | 'Text' | 'Headers') => Promise<void>;
}

export function createResponse(page: Page): ResponseViews {
  const area = page.getByRole('region', { name: 'Response' });
  const table = area.getByRole('grid', { name: 'Response table' });
  return {
    area,
    facts: area.getByRole('status'),
    rows: table.getByRole('row'),
    columns: table.getByRole('columnheader'),
    cells: table.getByRole('gridcell'),
    panel: area.getByRole('tabpanel'),
    notes: area.locator('.response-note'),
    failure: area.getByRole('alert'),
    cancel: area.getByRole('button', { name: 'Cancel' }),
    save: area.getByRole('button', { name: 'Save…' }),
    show: (view) => area.getByRole('tab', { name: view }).click(),
  };
}
