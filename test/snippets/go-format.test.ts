import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { prepare } from '#app/request/prepare.ts';
import { goNetHttp } from '#app/snippets/go/go-net-http.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { inFolder } from './runners.ts';

const missing =
  spawnSync('gofmt', ['-l'], { input: 'package p\n' }).status === 0 ? '' : 'gofmt is not installed';
const reason = missing === '' ? '' : ` (skipped: ${missing})`;
const url = 'https://redcap.example.edu/api/';
const dictionary = { recordIdField: 'record_id', longitudinal: false, fields: [] };

test.skipIf(missing !== '')(
  `Go programs are as gofmt writes them, whatever the method and the options${reason}`,
  async () => {
    await inFolder(async (folder) => {
      let count = 0;
      for (const method of methods) {
        for (const tokenSource of goNetHttp.tokenSources) {
          for (const batches of [null, { recordsPerBatch: 10, pauseSeconds: 0.5 }]) {
            const file = { fileName: 'scan.bin', reference: 'scan.bin' };
            const { request } = prepare(method, { file, filterLogic: awkwardValues.join('\n') }, {});
            const options = { ...defaultSnippetOptions, tokenSource, batches };
            const program = goNetHttp.write(snippetInput(method, request, url, options, dictionary));
            count += 1;
            await writeFile(join(folder, `program${count}.go`), program);
          }
        }
      }
      const { status, stdout, stderr } = spawnSync('gofmt', ['-l', '.'], { cwd: folder, encoding: 'utf8' });
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    });
  },
);
