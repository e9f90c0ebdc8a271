import { describe, expect, test } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import type { EncodedField, EncodedRequest, TextField } from '#app/request/encoded-request.ts';
import { prepare } from '#app/request/prepare.ts';
import { formFileName } from '#app/snippets/fields.ts';
import { juliaHttp } from '#app/snippets/julia/julia-http.ts';
import { matlabWebwrite } from '#app/snippets/matlab/matlab-webwrite.ts';
import { powerBiM } from '#app/snippets/power-bi/powerbi-m.ts';
import { powershell } from '#app/snippets/powershell/powershell.ts';
import { sasProcHttp } from '#app/snippets/sas/sas-proc-http.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { stata } from '#app/snippets/stata/stata.ts';
import type { SnippetTarget } from '#app/snippets/target.ts';
import { randomFrom } from '#test/app/request/random.ts';
import { awkwardValues, longLine, longTable } from '#test/support/awkward-values.ts';
import { readFields as readJulia } from '#test/support/snippet-readers/julia-http.ts';
import { readFields as readMatlab } from '#test/support/snippet-readers/matlab-webwrite.ts';
import { readFields as readM } from '#test/support/snippet-readers/powerbi-m.ts';
import { readFields as readPowerShell } from '#test/support/snippet-readers/powershell.ts';
import type { ReadFields } from '#test/support/snippet-readers/read-fields.ts';
import { readFields as readSas } from '#test/support/snippet-readers/sas-proc-http.ts';
import { readFields as readStata } from '#test/support/snippet-readers/stata.ts';

/*
 * No interpreter of these languages is at hand. Each program's literals are read back by the rules of its
 * language instead: this proves that the fields in the program are those of the request, in their order, and
 * that no value can end its literal. It does not prove that the rest of the program runs.
 */
const targets: readonly (readonly [SnippetTarget, ReadFields])[] = [
  [juliaHttp, readJulia],
  [matlabWebwrite, readMatlab],
  [powerBiM, readM],
  [powershell, readPowerShell],
  [sasProcHttp, readSas],
  [stata, readStata],
];

const url = 'https://redcap.example.edu/api/';
const file = { fileName: 'scan of "Ånna".bin', reference: "an 'odd' $name, é;.bin" };

function programOf(target: SnippetTarget, request: EncodedRequest): string {
  return target.write({
    title: 'By hand',
    url,
    request,
    answer: { kind: 'text' },
    options: defaultSnippetOptions,
    dictionary: null,
  });
}

function asWritten(field: EncodedField): EncodedField {
  return field.kind === 'file' ? { ...field, fileName: formFileName(field.fileName) } : field;
}

function texts(values: readonly string[], name: string): readonly TextField[] {
  return values.map((value, index) => ({ kind: 'text', name: `${name}[${index}]`, value }));
}

function byHand(fields: readonly EncodedField[], encoding: EncodedRequest['encoding']): EncodedRequest {
  return { methodId: 'by_hand', encoding, fields: [{ kind: 'token', name: 'token' }, ...fields] };
}

/** What has a meaning of its own in these languages and in none of the others. */
const special = ['#(lf) #(#) #(0041', '...', '&name %let', "'0A'x '", "`name' \"'", 'end', '};', 'char(10)'];

/** Awkward pieces put together by chance, the same in every run. */
function randomValues(count: number): readonly string[] {
  const random = randomFrom(20_261_123);
  const below = (end: number) => Math.floor(random() * end);
  const piece = () =>
    random() < 0.5
      ? String.fromCharCode(below(128))
      : random() < 0.7
        ? (awkwardValues[below(awkwardValues.length)] ?? '')
        : String.fromCodePoint(below(0xd800));
  return Array.from({ length: count }, () => Array.from({ length: 1 + below(12) }, piece).join(''));
}

describe.each(targets)('the literals of $id', (target, read) => {
  test('are the fields of every method, with its defaults and with every awkward value beside them', () => {
    expect(methods.length).toBe(56);
    for (const method of methods) {
      const { request } = prepare(method, { file }, {});
      const input = snippetInput(method, request, url);
      if ((target.refuse?.(input) ?? null) !== null) continue;
      expect(read(target.write(input))).toEqual(request.fields.map(asWritten));
      const more = {
        ...request,
        fields: [...request.fields, ...texts([...awkwardValues, ...special], 'again')],
      };
      expect(read(target.write({ ...input, request: more }))).toEqual(more.fields.map(asWritten));
    }
  });

  test('are 300 random values, as a form and, where files can be sent, in parts', () => {
    const values = texts(randomValues(300), 'value');
    const form = byHand(values, 'urlencoded');
    expect(read(programOf(target, form))).toEqual(form.fields);
    if (target === powerBiM) return;
    const upload = { kind: 'file', name: 'file', ...file } as const;
    const inParts = byHand([...values.slice(0, 150), upload, ...values.slice(150)], 'multipart');
    expect(read(programOf(target, inParts))).toEqual(inParts.fields.map(asWritten));
  });

  test('keep repeated and strange names', () => {
    const names = ['a', 'b', 'a', 'a b&c=d%', 'it\'s "é" $x #{y} \\', 'if', '0', ...awkwardValues.slice(1)];
    const request = byHand(
      names.map((name, index): TextField => ({ kind: 'text', name, value: String(index) })),
      'urlencoded',
    );
    expect(read(programOf(target, request))).toEqual(request.fields);
  });

  test('hold a megabyte in one line and in many', () => {
    const request = byHand(
      [
        { kind: 'text', name: 'line', value: longLine },
        { kind: 'text', name: 'data', value: longTable },
      ],
      'urlencoded',
    );
    const [, line, data] = read(programOf(target, request));
    // Compared without a message: a difference of a megabyte is none.
    expect(line?.kind === 'text' && line.value === longLine).toBe(true);
    expect(data?.kind === 'text' && data.value === longTable).toBe(true);
  });
});
