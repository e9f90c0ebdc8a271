import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startRecordingServer } from '#test/support/recording-server.ts';
import { inputFor } from './requests.ts';
import { inFolder, runners, runSnippet } from './runners.ts';

const openssl = spawnSync('openssl', ['version']).status === 0;

/** A certificate for this computer that nobody vouches for. */
async function selfSigned(): Promise<{ readonly key: Buffer; readonly cert: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'redcap-certificate-'));
  const key = join(folder, 'key.pem');
  const cert = join(folder, 'cert.pem');
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    cert,
    ...subject,
  ]);
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  await rm(folder, { recursive: true });
  return pair;
}

describe.concurrent.each(runners)('$name', (runner) => {
  const missing = runner.missing ?? (openssl ? null : 'openssl is not installed');
  const reason = missing === null ? '' : ` (skipped: ${missing})`;

  test.skipIf(missing !== null)(
    `sends nothing to a server whose certificate nobody vouches for${reason}`,
    async () => {
      const server = await startRecordingServer(await selfSigned());
      server.answerWith({ body: '[]' });
      const outcome = await inFolder(async (folder) => {
        // cURL's own settings, in the home folder, which is this one here.
        await writeFile(join(folder, '.curlrc'), 'insecure\n');
        return runSnippet(runner, inputFor('export_records', {}, server.url), folder, {
          REDCAP_API_TOKEN: 'A'.repeat(32),
          // Perl and Node.js would obey these if the programs did not say otherwise, and old versions of requests.
          PERL_LWP_SSL_VERIFY_HOSTNAME: '0',
          NODE_TLS_REJECT_UNAUTHORIZED: '0',
          CURL_CA_BUNDLE: '',
        });
      });
      await server.close();
      expect(outcome.stderr).toMatch(/certificate|SSL|PKIX/i);
      expect(outcome.status).toBeGreaterThan(0);
      expect(server.connections()).toBeGreaterThan(0);
      expect(server.requests).toEqual([]);
    },
  );
});
