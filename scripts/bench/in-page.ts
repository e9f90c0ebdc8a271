import type { Page } from '@playwright/test';
import { spread, type Spread } from './spread.ts';

export const RUNS = 100;
const WARM_UP = 10;

/** From choosing a method to its form drawn; the methods in turn. */
export async function measureMethodSwitch(page: Page, names: readonly string[]): Promise<Spread> {
  const times = await page.evaluate(
    async ({ runs, methods }) => {
      const results: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const name = methods[run % methods.length] ?? '';
        const option = [...document.querySelectorAll<HTMLElement>('[role="option"]')].find((element) =>
          element.textContent.startsWith(name),
        );
        if (option === undefined) throw new Error(`No option ${name}`);
        const began = performance.now();
        option.click();
        while (document.querySelector('h1')?.textContent !== name) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        results.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return results;
    },
    { runs: RUNS + WARM_UP, methods: names },
  );
  return spread(times.slice(WARM_UP));
}

/** From one keystroke in a field until another element shows the text. `prefix` is what stands before it. */
export async function measureKeystroke(
  page: Page,
  field: string,
  view: string,
  prefix = 'name',
): Promise<Spread> {
  const times = await page.evaluate(
    async ({ runs, fieldSelector, viewSelector, before }) => {
      const input = document.querySelector<HTMLTextAreaElement | HTMLInputElement>(fieldSelector);
      if (input === null) throw new Error(`No field ${fieldSelector}`);
      const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value')?.set;
      const results: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        // Letters only: the code view sets them as they are, without escapes or breaks.
        const text = `${before}${String.fromCharCode(97 + (run % 26), 97 + (Math.floor(run / 26) % 26))}zz`;
        const began = performance.now();
        input.focus();
        set?.call(input, text);
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        while (document.querySelector(viewSelector)?.textContent.includes(text) !== true) {
          if (performance.now() - began > 2000) throw new Error(`Not shown in ${viewSelector}`);
          await new Promise((resolve) => {
            const channel = new MessageChannel();
            channel.port1.addEventListener('message', resolve, { once: true });
            channel.port1.start();
            channel.port2.postMessage(null);
          });
        }
        results.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return results;
    },
    { runs: RUNS + WARM_UP, fieldSelector: field, viewSelector: view, before: prefix },
  );
  return spread(times.slice(WARM_UP));
}
