import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeFor } from '#app/snippets/code-for.ts';
import { phpPhpCap } from '#app/snippets/php/php-phpcap.ts';
import { pythonPyCap } from '#app/snippets/python/python-pycap.ts';
import { defaultSnippetOptions, type SnippetOptions } from '#app/snippets/snippet-options.ts';
import { spssPython } from '#app/snippets/spss/spss-python.ts';
import { tableauPrepPython } from '#app/snippets/tableau/tableau-prep-python.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { fieldOf } from '#test/support/outline-field.ts';
import { pythonOfSpss } from './host-programs.ts';
import { libraryCases } from './library-cases.ts';
import { inFolder } from './runners.ts';

const python = ['/usr/bin/python3', 'python3'].find(
  (command) => spawnSync(command, ['--version']).status === 0,
);
const php = spawnSync('php', ['--version']).status === 0;

const pythonParser = `import sys
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        compile(file.read(), path, "exec")
print(len(sys.argv) - 1)
`;
const phpParser = `<?php
$files = array_slice($argv, 1);
foreach ($files as $file) { token_get_all(file_get_contents($file), TOKEN_PARSE); }
echo count($files), "\\n";
`;

const batched: SnippetOptions = {
  ...defaultSnippetOptions,
  batches: { recordsPerBatch: 7, pauseSeconds: 0.25 },
  factors: true,
};
/** Labels and codes that quoting gets wrong. */
const fields = awkwardValues.map((value, index) =>
  fieldOf({
    name: index === 0 ? 'record_id' : `field_${index}`,
    label: value,
    form: 'enrolment',
    type: 'radio',
    choices: [{ code: value, label: value }],
  }),
);
const dictionary = { recordIdField: 'record_id', longitudinal: false, fields };

/** All methods with defaults, options and awkward values, and Export Records with the dictionary, in batches, from each place. */
function programs(target: SnippetTarget): readonly string[] {
  const cases = libraryCases().map(({ input }) => input);
  const records = cases.filter(({ request }) => request.methodId === 'export_records');
  const choices: readonly SnippetOptions[] = [
    defaultSnippetOptions,
    ...target.tokenSources.map((tokenSource) => ({ ...batched, tokenSource })),
  ];
  const chosen: SnippetInput[] = [];
  for (const input of records) {
    for (const options of choices) chosen.push({ ...input, dictionary, options });
  }
  const written = [...cases, ...chosen].map((input) => codeFor(target, input));
  return written.filter((code) => code.kind === 'code').map(({ text }) => text);
}

async function parsed(texts: readonly string[], command: string, parser: string): Promise<string> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'parser'), parser);
    const files = texts.map((_, index) => `${index}.txt`);
    await Promise.all(files.map((file, index) => writeFile(join(folder, file), texts[index] ?? '')));
    const { stdout, stderr } = spawnSync(command, ['parser', ...files], { cwd: folder, encoding: 'utf8' });
    return stdout + stderr;
  });
}

const inPython: readonly (readonly [SnippetTarget, (text: string) => string])[] = [
  [pythonPyCap, (text) => text],
  [tableauPrepPython, (text) => text],
  [spssPython, pythonOfSpss],
];

describe.each(inPython)('$id', (target, pythonOf) => {
  test.skipIf(python === undefined)(
    `gives Python for all methods, whatever the values and the dictionary${python === undefined ? ' (skipped: Python is not installed)' : ''}`,
    async () => {
      const texts = programs(target).map(pythonOf);
      expect(texts.length).toBeGreaterThan(target === tableauPrepPython ? 50 : 150);
      expect(await parsed(texts, python ?? '', pythonParser)).toBe(`${texts.length}\n`);
    },
  );
});

describe('php-phpcap', () => {
  test.skipIf(!php)(
    `gives PHP for all methods, whatever the values${php ? '' : ' (skipped: PHP is not installed)'}`,
    async () => {
      const texts = programs(phpPhpCap);
      expect(texts.length).toBeGreaterThan(150);
      expect(await parsed(texts, 'php', phpParser)).toBe(`${texts.length}\n`);
    },
  );
});

describe('spss-python', () => {
  test('keeps every line within what SPSS reads of a line', () => {
    const lines = programs(spssPython).flatMap((text) => text.split('\n'));
    expect(lines.filter((line) => Buffer.byteLength(line) > 250)).toEqual([]);
  });
});
