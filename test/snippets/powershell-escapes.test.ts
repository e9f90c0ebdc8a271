import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quotePowerShell } from '#app/snippets/powershell/powershell-quote.ts';
import { awkwardValues, longLine } from '#test/support/awkward-values.ts';
import { inFolder, runners } from './runners.ts';

// Mono runs the class library that Windows PowerShell 5.1 has, so that at least its `Regex.Unescape` is the real one.
const missing = runners.find(({ target }) => target.id === 'csharp-httpclient')?.missing ?? null;
const reason = missing === null ? '' : ` (skipped: ${missing})`;

const reader = `using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

static class Program
{
    static void Main()
    {
        File.WriteAllLines("read.txt", File.ReadLines("escaped.txt")
            .Select(line => Convert.ToBase64String(Encoding.UTF8.GetBytes(Regex.Unescape(line)))));
    }
}
`;

test.skipIf(missing !== null)(
  `.NET reads what PowerShell programs escape back to the value${reason}`,
  async () => {
    const everyUnit = String.fromCharCode(...Array.from({ length: 0xd800 }, (_, unit) => unit));
    const values = [...awkwardValues, longLine, everyUnit].filter((value) => !/^[ -~]*$/.test(value));
    const escaped = values.map((value) => {
      const [, body] = /^\[regex\]::Unescape\('(.*)'\)$/.exec(quotePowerShell(value)) ?? [];
      if (body === undefined) throw new Error(`${quotePowerShell(value)} is no escaped literal`);
      return body.replaceAll("''", "'");
    });
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'program.cs'), reader);
      await writeFile(join(folder, 'escaped.txt'), `${escaped.join('\n')}\n`);
      expect(spawnSync('mcs', ['program.cs'], { cwd: folder, encoding: 'utf8' }).stderr).toBe('');
      expect(spawnSync('mono', ['program.exe'], { cwd: folder, encoding: 'utf8' }).stderr).toBe('');
      const read = (await readFile(join(folder, 'read.txt'), 'utf8')).trimEnd().split('\n');
      expect(read.length).toBe(values.length);
      const wrong = values.filter(
        (value, index) => Buffer.from(read[index] ?? '', 'base64').toString() !== value,
      );
      expect(wrong.map((value) => JSON.stringify(value).slice(0, 80))).toEqual([]);
    });
  },
);
