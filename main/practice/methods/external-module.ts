import { ApiError } from '../answer.ts';
import { demandText } from '../call.ts';
import type { Method } from '../call.ts';

/** No external module is enabled in a practice project, so that every call is refused. */
export const callExternalModule: Method = {
  rights: ['External Modules API'],
  run: (call) => {
    const prefix = demandText(call, 'prefix');
    demandText(call, 'action');
    throw new ApiError(`The external module "${prefix}" is not enabled for this project`);
  },
};
