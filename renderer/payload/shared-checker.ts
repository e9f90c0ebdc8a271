import type { ProjectOutline } from '#app/project/outline.ts';
import { payloadProject } from '#app/project/payload/project-view.ts';
import { openPayloadChecker, type PayloadChecker } from './payload-checker.ts';

/** One checker for all forms of the page, so that a dictionary of 40,000 fields goes over to it once. */
export interface SharedChecker {
  /** The checker, which knows this project. */
  readonly knowing: (outline: ProjectOutline | null) => PayloadChecker;
  /** The checker as it is, if there is one. */
  readonly current: () => PayloadChecker | null;
  /** The form is left: a check that still runs would hold up the next one. */
  readonly leave: () => void;
  /** It failed: the next check gets another one. */
  readonly discard: () => void;
}

export function shareChecker(open: () => PayloadChecker): SharedChecker {
  let shared: { readonly checker: PayloadChecker; outline: ProjectOutline | null } | null = null;
  const discard = () => {
    shared?.checker.close();
    shared = null;
  };
  return {
    knowing(outline) {
      shared ??= { checker: open(), outline: null };
      if (shared.outline !== outline) {
        shared.outline = outline;
        shared.checker.setProject(outline && payloadProject(outline));
      }
      return shared.checker;
    },
    current: () => shared?.checker ?? null,
    leave() {
      if (shared?.checker.isBusy() === true) discard();
    },
    discard,
  };
}

export const sharedChecker = shareChecker(openPayloadChecker);
