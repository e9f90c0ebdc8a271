import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { formBody } from '#app/request/form-body.ts';
import { rHttr2 } from '#app/snippets/r/r-httr2.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { startPracticeServer, type PracticeServer } from '#main/practice/server.ts';
import { fieldOf } from '#test/support/outline-field.ts';
import { startRecordingServer } from '#test/support/recording-server.ts';
import { inputFor } from './requests.ts';
import { inFolder, runProgram } from './runners.ts';

const here = spawnSync('Rscript', ['-e', 'library(httr2); library(jsonlite)']).status === 0;
const missing = here ? '' : ' (skipped: R with httr2 and jsonlite is not installed)';

let server: PracticeServer;
beforeAll(async () => {
  server = await startPracticeServer();
});
afterAll(() => server.close());

/** What must be chosen, so that the longitudinal practice project answers. */
const drafts: Readonly<Record<string, Record<string, string>>> = {
  // The log grows with each of these calls, but not that of one record.
  export_logging: { record: '1001' },
  export_reports: { report_id: '301' },
  export_survey_participants: { instrument: 'asthma_control', event: 'baseline_arm_1' },
};

const tables = methods.filter(
  ({ returns, effect }) => effect === 'read' && (returns.kind === 'rows' || returns.kind === 'object'),
);

const runInR = (file: string, folder: string, token: string) =>
  runProgram({ command: 'Rscript', options: [] }, file, folder, {
    REDCAP_API_TOKEN: token,
    LC_ALL: 'C.UTF-8',
  });

/** Runs programs as a session does, one after the other in one process, and tells the frame each leaves behind. */
const driver = `for (file in list.files(pattern = "[.]R$")) {
  place <- new.env()
  suppressMessages(source(file, local = place))
  frame <- get(intersect(c("records", "rows"), ls(place)), envir = place)
  plain <- all(vapply(frame, is.atomic, TRUE))
  cat(file, is.data.frame(frame), plain, nrow(frame), ncol(frame) > 0 || nrow(frame) == 0, "\\n")
}`;

describe('R with httr2', () => {
  test.skipIf(!here)(
    `ends with a data frame of as many rows as there are, for every method that answers with a table${missing}`,
    async () => {
      const token = server.projects[1]?.token ?? '';
      const expected: string[] = [];
      await inFolder(async (folder) => {
        for (const method of tables) {
          for (const format of ['csv', 'json']) {
            const draft = { ...drafts[method.id], format };
            const input = inputFor(method.id, draft, server.url);
            await writeFile(join(folder, `${method.id}.${format}.R`), rHttr2.write(input));
            const json = inputFor(method.id, { ...draft, format: 'json' }, server.url);
            const direct = await fetch(server.url, {
              method: 'POST',
              headers: { 'content-type': 'application/x-www-form-urlencoded' },
              body: formBody(json.request, token),
            });
            expect(direct.status, method.id).toBe(200);
            const answer: unknown = await direct.json();
            const rows = Array.isArray(answer) ? answer.length : 1;
            expected.push(`${method.id}.${format}.R TRUE TRUE ${rows} TRUE `);
          }
        }
        await writeFile(join(folder, 'driver.r'), driver);
        const { stdout, stderr } = await runInR('driver.r', folder, token);
        expect(stderr).toBe('');
        expect(stdout.toString().split('\n').filter(Boolean).toSorted()).toEqual(expected.toSorted());
      });
    },
  );

  test.skipIf(!here)(`makes factors of coded answers on request${missing}`, async ({ onTestFinished }) => {
    const dictionary = {
      recordIdField: 'record_id',
      longitudinal: false,
      fields: [
        fieldOf({ name: 'record_id', form: 'start' }),
        fieldOf({
          name: 'sex',
          form: 'start',
          type: 'radio',
          choices: [
            { code: '1', label: 'Füchsin' },
            { code: '2', label: 'a "b"' },
          ],
        }),
      ],
    };
    await inFolder(async (folder) => {
      const recording = await startRecordingServer();
      onTestFinished(recording.close);
      recording.answerWith({ body: 'record_id,sex\n007,2\n008,\n' });
      const input = {
        ...inputFor('export_records', { format: 'csv' }, recording.url),
        dictionary,
        options: { ...defaultSnippetOptions, factors: true },
      };
      await writeFile(join(folder, 'program.R'), rHttr2.write(input));
      await writeFile(
        join(folder, 'session.r'),
        'source("program.R"); str(as.list(records)); cat(levels(records$sex), sep = "|")',
      );
      const { stdout, stderr } = await runInR('session.r', folder, 'x');
      expect(stderr).toBe('');
      expect(stdout.toString()).toContain('chr [1:2] "007" "008"');
      expect(stdout.toString()).toContain('Factor w/ 2 levels');
      expect(stdout.toString()).toContain('Füchsin|a "b"');
    });
  });
});
