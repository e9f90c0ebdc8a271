import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '#main/practice/server.ts';
import { formBody } from '#app/request/form-body.ts';
import { inputFor } from './requests.ts';
import { inFolder, printingRunners, runSnippet } from './runners.ts';

let server: PracticeServer;
beforeAll(async () => {
  server = await startPracticeServer();
});
afterAll(() => server.close());

describe.concurrent.each(printingRunners)('$name', (runner) => {
  const reason = runner.missing === null ? '' : ` (skipped: ${runner.missing})`;

  test.skipIf(runner.missing !== null)(
    `exports the same bytes from the practice server as Execute${reason}`,
    async () => {
      for (const { token } of server.projects) {
        const input = inputFor('export_records', { format: 'csv' }, server.url);
        const direct = await fetch(server.url, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: formBody(input.request, token),
        });
        const expected = Buffer.from(await direct.arrayBuffer());
        expect(expected.toString()).toMatch(/^record_id,|^[a-z_]+,/);
        const outcome = await inFolder((folder) =>
          runSnippet(runner, input, folder, { REDCAP_API_TOKEN: token }),
        );
        expect(outcome.stderr).toBe('');
        expect(outcome.stdout.equals(expected)).toBe(true);
      }
    },
  );

  test.skipIf(runner.missing !== null)(
    `shows the practice server's refusal of a wrong token${reason}`,
    async () => {
      const outcome = await inFolder((folder) =>
        runSnippet(runner, inputFor('export_records', {}, server.url), folder, {
          REDCAP_API_TOKEN: '0'.repeat(32),
        }),
      );
      expect(outcome.stderr).toContain('You do not have permissions to use the API');
      expect(outcome.status).toBeGreaterThan(0);
    },
  );
});
