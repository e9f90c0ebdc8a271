import { describe, expect, test } from 'vitest';
import { rHttr2 } from '#app/snippets/r/r-httr2.ts';
import { rRedcapr } from '#app/snippets/r/r-redcapr.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { madeUpInput, textRequest } from '../made-up-input.ts';

// httr2 1.0 to 1.2.2 send `<U+00E9>` for é in the locale C: R's own format() makes that of it.
describe('a program with httr2', () => {
  test('escapes a value with letters beyond ASCII itself, and no other', () => {
    const request = textRequest([
      ['content', 'record'],
      ['filterLogic', '[name] = "José"'],
      ['data', 'record_id,name\n1,Jörg\n'],
    ]);
    const code = rHttr2.write(madeUpInput(request));
    expect(code).toContain(String.raw`filterLogic = I(curl::curl_escape("[name] = \"Jos\u00e9\"")),`);
    expect(code).toMatch(/data = I\(curl::curl_escape\(paste\(c\([^)]*\), collapse = "\\n"\)\)\)\n/);
    expect(code).toContain('  content = "record",');
    expect(code).toMatch(/# Escaped here: .*\nfields <- list/);
  });

  test('is as plain as ever with ASCII alone, in a form with a file, and with another package', () => {
    const request = textRequest([['filterLogic', '[age] > 18']]);
    expect(rHttr2.write(madeUpInput(request))).not.toContain('curl_escape');
    const other = textRequest([['note', 'é']], 'external_module_api');
    expect(rHttr2.write(madeUpInput({ ...other, encoding: 'multipart' }))).not.toContain('curl_escape');
    expect(rRedcapr.write(madeUpInput(other))).not.toContain('curl_escape');
  });

  test('escapes the record names of a batch, whatever they are', () => {
    const code = rHttr2.write(
      madeUpInput(textRequest([['content', 'record']]), {
        options: { ...defaultSnippetOptions, batches: { recordsPerBatch: 100, pauseSeconds: 0.5 } },
        dictionary: { recordIdField: 'record_id', longitudinal: false, fields: [] },
      }),
    );
    expect(code).toContain('lapply(batches[[number]], function(id) I(curl::curl_escape(id)))');
  });
});
