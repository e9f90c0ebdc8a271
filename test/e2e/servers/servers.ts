import { startFakeRedcap, type FakeProject, type FakeRedcap, type RecordsAnswer } from './fake-redcap.ts';
import { startPracticeProcess, type PracticeProcess } from './practice-process.ts';

/** Servers for one test, ended with it. */
export interface Servers {
  readonly practice: () => Promise<PracticeProcess>;
  readonly fake: (answer: RecordsAnswer, fake?: FakeProject) => Promise<FakeRedcap>;
}

export async function withServers(use: (servers: Servers) => Promise<void>): Promise<void> {
  const open: { readonly close: () => Promise<void> }[] = [];
  const keep = <Server extends (typeof open)[number]>(server: Server): Server => {
    open.push(server);
    return server;
  };
  try {
    await use({
      practice: async () => keep(await startPracticeProcess()),
      fake: async (answer, fake) => keep(await startFakeRedcap(answer, fake)),
    });
  } finally {
    await Promise.all(open.map((server) => server.close()));
  }
}
