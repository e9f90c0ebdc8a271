/** What the stand-in tells the test that started it without being asked. */
export interface WindowNews {
  readonly kind: 'window';
  /** Where Playwright connects to the Chromium that shows the window. */
  readonly address: string;
}

export interface ControlAnswer {
  readonly kind: 'answer';
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

export type News = WindowNews | ControlAnswer;

export function tellTest(news: News): void {
  process.send?.(news);
}
