import { questionAnswerer } from './answer-question.ts';
import type { WorkerQuestion } from './worker-messages.ts';

const answer = questionAnswerer();

addEventListener('message', ({ data }: MessageEvent<WorkerQuestion>) => {
  const given = answer(data);
  if (given !== null) postMessage(given);
});
