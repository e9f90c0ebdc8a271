import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { project } from '../hosts/folders.ts';

const announcement = z.object({
  url: z.string(),
  superToken: z.string(),
  projects: z.array(z.object({ title: z.string(), token: z.string(), status: z.string() })),
});

/** A practice server of its own process: for the app, a REDCap server like any other. */
export interface PracticeProcess extends z.infer<typeof announcement> {
  readonly close: () => Promise<void>;
}

export async function startPracticeProcess(): Promise<PracticeProcess> {
  const child = spawn(process.execPath, ['main/cli.ts', 'practice', '--json'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    ...announcement.parse(JSON.parse(line)),
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
