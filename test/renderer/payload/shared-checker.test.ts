import { expect, test } from 'vitest';
import type { ProjectOutline } from '#app/project/outline.ts';
import type { PayloadChecker } from '#renderer/payload/payload-checker.ts';
import { shareChecker } from '#renderer/payload/shared-checker.ts';
import { classic } from '#test/app/project/payload/asthma-view.ts';

/** Counts what a real checker would send to its worker. */
function counted() {
  const seen = { opened: 0, closed: 0, projects: 0, busy: false };
  const open = (): PayloadChecker => {
    seen.opened += 1;
    return {
      setProject: () => (seen.projects += 1),
      check: () => Promise.resolve(null),
      find: () => Promise.resolve(null),
      isBusy: () => seen.busy,
      close: () => (seen.closed += 1),
    };
  };
  return { seen, shared: shareChecker(open) };
}

const outline = { ...classic } as ProjectOutline;

test('a dictionary goes over once, however often it is asked for and the form is left', () => {
  const { seen, shared } = counted();
  for (let time = 0; time < 3; time += 1) {
    shared.knowing(outline);
    shared.leave();
  }
  expect(seen).toMatchObject({ opened: 1, closed: 0, projects: 1 });
  shared.knowing({ ...outline });
  expect(seen).toMatchObject({ opened: 1, projects: 2 });
});

test('a check that still runs when the form is left is given up, and the next one has a new checker', () => {
  const { seen, shared } = counted();
  shared.knowing(outline);
  seen.busy = true;
  shared.leave();
  expect(seen.closed).toBe(1);
  expect(shared.current()).toBeNull();
  shared.knowing(outline);
  expect(seen).toMatchObject({ opened: 2, projects: 2 });
});
