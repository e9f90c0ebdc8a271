import { plainAnswer } from '../answer.ts';
import type { Method } from '../call.ts';

/** The newest version whose documented behaviour the practice server follows. */
export const REDCAP_VERSION = '17.4.1';

export const exportVersion: Method = {
  rights: ['API Export'],
  run: () => plainAnswer(REDCAP_VERSION),
};
