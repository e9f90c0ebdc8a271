import type { Page } from '@playwright/test';
import { rounded, spread } from './spread.ts';

const ROUNDS = 5;

/**
 * Opening each method of the list in turn, in milliseconds from the click. `whole`: until the frame with the whole form
 * has been drawn. `script`: until the form stands in the document. `bare`: until the same markup is drawn when it is
 * only put there as text, which no framework can undercut. The first round warms up.
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
    const results: {
      readonly name: string;
      readonly script: number;
      readonly whole: number;
      readonly bare: number;
    }[] = [];
    const sheet = document.createElement('div');
    sheet.className = 'columns';
    sheet.style.cssText = 'position: fixed; inset: 0; width: 560px';
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
      // The editors, which take the place of plain fields when nothing else is to do.
      await new Promise((resolve) => setTimeout(resolve, 120));
      const markup = document.querySelector('.method-form')?.outerHTML ?? '';
      await drawn();
      const swapped = performance.now();
      sheet.innerHTML = markup;
      document.body.append(sheet);
      await drawn();
      const bare = performance.now() - swapped;
      sheet.remove();
      if (run >= count) results.push({ name, script, whole, bare });
    }
    return results;
  }, ROUNDS);
  const methods = [...Map.groupBy(opened, ({ name }) => name)].map(([name, runs]) => ({
    name,
    whole: spread(runs.map((each) => each.whole)).median,
  }));
  const whole = spread(opened.map((each) => each.whole));
  const bare = spread(opened.map((each) => each.bare));
  const slowest = methods.toSorted((a, b) => b.whole - a.whole)[0];
  return {
    methods: methods.length,
    whole,
    bare,
    ratioToBare: rounded(whole.median / bare.median),
    script: spread(opened.map(({ script }) => script)),
    slowestMethod: slowest && { name: slowest.name, medianWhole: rounded(slowest.whole) },
  };
}
