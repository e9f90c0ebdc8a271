import { describe, expect, test } from 'vitest';
import { startRecordingServer } from '#test/support/recording-server.ts';
import { inputFor } from './requests.ts';
import { inFolder, printingRunners, runSnippet } from './runners.ts';

/** Java reads no variable for it; Node.js would have the proxy dig a tunnel, which the server here cannot. */
const others: ReadonlySet<string> = new Set(['java-httpclient', 'javascript-fetch']);
const readsVariables = printingRunners.filter(({ target }) => !others.has(target.id));

describe.concurrent.each(readsVariables)('$name', (runner) => {
  const reason = runner.missing === null ? '' : ` (skipped: ${runner.missing})`;

  test.skipIf(runner.missing !== null)(
    `goes through the proxy that the environment names${reason}`,
    async ({ onTestFinished }) => {
      const proxy = await startRecordingServer();
      onTestFinished(proxy.close);
      proxy.answerWith({ body: '[]' });
      // A host of this name is nowhere: only a proxy can answer for it.
      const input = inputFor('export_records', {}, 'http://redcap.invalid/api/');
      const outcome = await inFolder((folder) =>
        runSnippet(runner, input, folder, {
          REDCAP_API_TOKEN: 'A'.repeat(32),
          http_proxy: new URL(proxy.url).origin,
          no_proxy: '',
        }),
      );
      expect(outcome.stderr).toBe('');
      expect(outcome.stdout.toString()).toBe('[]');
      expect(proxy.onlyRequest().path).toBe('http://redcap.invalid/api/');
    },
  );
});
