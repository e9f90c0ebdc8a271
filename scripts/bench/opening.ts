import type { Page } from '@playwright/test';
import { rounded, spread } from './spread.ts';

const ROUNDS = 5;

/**
 * Opening each method of the list in turn, from the click. `whole`: until the frame with the whole form has been drawn.
 * `script`: until the form stands in the document, before the browser lays it out. The first round warms up.
 */
export async function measureOpening(page: Page) {
  const opened = await page.evaluate(async (rounds) => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // A message that is sent before a frame is drawn arrives after it.
    const drawn = async () => {
      await nextFrame();
      await new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.addEventListener('message', resolve, { once: true });
        channel.port1.start();
        channel.port2.postMessage(null);
      });
    };
    const count = document.querySelectorAll('.method-option').length;
    const results: { readonly name: string; readonly script: number; readonly whole: number }[] = [];
    for (let run = 0; run < count * (rounds + 1); run += 1) {
      const option = document.querySelectorAll<HTMLElement>('.method-option')[run % count];
      const name = option?.querySelector('.method-name')?.textContent ?? '';
      const isOpen = () => document.querySelector('h1')?.textContent === name;
      await drawn();
      const began = performance.now();
      option?.click();
      while (!isOpen()) await new Promise((resolve) => setTimeout(resolve));
      const script = performance.now() - began;
      await drawn();
      const whole = performance.now() - began;
      if (run >= count) results.push({ name, script, whole });
      // The editors, which take the place of plain fields when nothing else is to do.
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    return results;
  }, ROUNDS);
  const methods = [...Map.groupBy(opened, ({ name }) => name)].map(([name, runs]) => ({
    name,
    whole: spread(runs.map(({ whole }) => whole)).median,
  }));
  const slowest = methods.toSorted((a, b) => b.whole - a.whole)[0];
  return {
    methods: methods.length,
    whole: spread(opened.map(({ whole }) => whole)),
    script: spread(opened.map(({ script }) => script)),
    slowestMethod: slowest && { name: slowest.name, medianWhole: rounded(slowest.whole) },
  };
}
