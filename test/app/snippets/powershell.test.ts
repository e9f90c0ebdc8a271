import { describe, expect, test } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { prepare } from '#app/request/prepare.ts';
import { powershell } from '#app/snippets/powershell/powershell.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { codeOfPowerShell } from '#test/support/powershell-brackets.ts';

/*
 * No PowerShell is at hand. Read by the language's rules of quotes, comments and brackets, the programs prove to be
 * whole: no value ends its literal, every bracket has its pair, every function that is called is declared. That
 * the fields are those of the request is proved with the other targets without an interpreter.
 */
const url = 'https://redcap.example.edu/api/';
const dictionary = { recordIdField: 'record_id', longitudinal: false, fields: [] };

const programs = methods.flatMap((method) =>
  powershell.tokenSources.flatMap((tokenSource) =>
    [null, { recordsPerBatch: 100, pauseSeconds: 0.5 }].map((batches) => {
      const { request } = prepare(method, { file: { fileName: 'é.bin', reference: "it's ‘é’.bin" } }, {});
      const values = awkwardValues.map((value, index) => ({
        kind: 'text' as const,
        name: `more[${index}]`,
        value,
      }));
      const whole = { ...request, fields: [...request.fields, ...values] };
      const options = { ...defaultSnippetOptions, tokenSource, batches };
      return powershell.write(snippetInput(method, whole, url, options, dictionary));
    }),
  ),
);

/** What the programs call of PowerShell and of its secret management. */
const known = new Set(['Add-Type', 'Get-Secret', 'Select-Object', 'Get-Date', 'New-Item', 'Start-Sleep']);

describe('a PowerShell program', () => {
  test('is ASCII, and its quotes and brackets match, for every method, place of the token and batches', () => {
    for (const program of programs) {
      expect(program).toMatch(/^[\n -~]*$/);
      expect(() => codeOfPowerShell(program)).not.toThrow();
    }
  });

  test('calls no function that it does not declare, and declares none that it does not call', () => {
    for (const program of programs) {
      const code = codeOfPowerShell(program);
      const declared = [...code.matchAll(/function ([A-Z]\w*-\w+)/g)].map(([, name]) => name);
      const called = [...code.matchAll(/(?<!function )\b([A-Z][a-z]+-[A-Z]\w+)/g)]
        .map(([, name]) => name)
        .filter((name) => name !== undefined && !known.has(name));
      expect(new Set(called)).toEqual(new Set(declared));
    }
  });

  test('reads no variable that it does not set', () => {
    const own = ['true', 'false', 'null', 'env', 'Matches', 'PWD', '_'];
    for (const program of programs) {
      const code = program.replaceAll(/'(?:[^'\n]|'')*'/g, "''").replaceAll(/^ *#.*$/gm, '');
      const used = [...code.matchAll(/(?<!`)\$(\w+)(?!:)\b/g)].map(([, name]) => name ?? '');
      const set = new Set(
        [
          ...own.map((name) => ['', name]),
          ...code.matchAll(/\$(\w+) (?:=|\+=) /g),
          ...code.matchAll(/foreach \(\$(\w+) in /g),
          ...code.matchAll(/\[[\w[\]]+\] \$(\w+)/g),
        ].map(([, name]) => name ?? ''),
      );
      expect(used.filter((name) => !set.has(name))).toEqual([]);
    }
  });

  test('is refused by its reader when a quote or a bracket is out of place', () => {
    for (const broken of ["'it's'", "$x = @('a'", '"a', ')', '"$(1"', "'a\nb'"]) {
      expect(() => codeOfPowerShell(broken)).toThrow(/literal|bracket|No /);
    }
    expect(codeOfPowerShell(`f "a\`" $(g 'x)') b" # '(`)).toBe(`f (g '')"" `);
  });
});
