import { nodeFetch } from '#main/transport/node-fetch.ts';
import { send } from '#main/transport/send.ts';
import { startRecordingServer, type RecordedRequest } from '#test/support/recording-server.ts';
import { pathOf, type Case } from './cases.ts';

/**
 * What Execute sends for each case: the app's own sender against a server that records. Programs are measured by
 * these bytes, not by the request they were written from. `uploadPath` is the file behind every reference.
 */
export async function executed(
  cases: readonly Case[],
  token: string,
  uploadPath: string,
): Promise<readonly RecordedRequest[]> {
  const server = await startRecordingServer();
  const fetch = nodeFetch();
  const { signal } = new AbortController();
  const sent: RecordedRequest[] = [];
  try {
    for (const [number, { name, input }] of cases.entries()) {
      server.answerWith({});
      const url = new URL(pathOf(number), server.url).href;
      const findFile = (): string => uploadPath;
      const reply = await send({ url, request: input.request, token, fetch, signal, findFile });
      if (!reply.ok) throw new Error(`Execute could not send ${name}: ${reply.failure.message}`);
      await reply.value.arrayBuffer();
      sent.push(server.onlyRequest());
    }
  } finally {
    await server.close();
  }
  return sent;
}
