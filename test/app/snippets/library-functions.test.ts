import { describe, expect, test } from 'vitest';
import { findMethod, methods } from '#app/catalogue/catalogue.ts';
import { prepare } from '#app/request/prepare.ts';
import { libraryCall, type Library, type LibraryFunction } from '#app/snippets/library-functions.ts';
import { phpCap } from '#app/snippets/php/phpcap-functions.ts';
import { phpPhpCap } from '#app/snippets/php/php-phpcap.ts';
import { pyCap } from '#app/snippets/python/pycap-functions.ts';
import { pythonPyCap } from '#app/snippets/python/python-pycap.ts';
import type { Draft } from '#app/request/draft.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { libraryCases } from '#test/snippets/library-cases.ts';

const url = 'https://redcap.example.edu/api/';

function inputOf(methodId: string, draft: Draft): SnippetInput {
  const method = findMethod(methodId);
  if (method === undefined) throw new Error(`no method ${methodId}`);
  return snippetInput(method, prepare(method, draft, {}).request, url);
}

const clients: readonly {
  readonly name: string;
  readonly library: Library;
  readonly target: SnippetTarget;
  readonly absent: readonly string[];
}[] = [
  {
    name: 'PyCap',
    library: pyCap,
    target: pythonPyCap,
    absent: [
      'create_project',
      'export_project_xml',
      'external_module_api',
      'import_project_info',
      'randomize_record',
      'rename_record',
    ],
  },
  {
    name: 'PHPCap',
    library: phpCap,
    target: phpPhpCap,
    absent: ['export_survey_access_code', 'external_module_api', 'randomize_record'],
  },
];

describe.each(clients)('$name', ({ library, target, absent }) => {
  test('has a function for each method but these', () => {
    const without = methods.map(({ id }) => id).filter((id) => !Object.hasOwn(library.functions, id));
    expect(without.toSorted()).toEqual(absent);
    for (const id of Object.keys(library.functions)) expect(findMethod(id)).toBeDefined();
  });

  test('says of no parameter what the catalogue does not know', () => {
    for (const [id, found] of Object.entries(library.functions)) {
      const known = new Set(findMethod(id)?.parameters.map(({ name }) => name));
      for (const name of namesOf(found)) expect(known, `${id} ${name}`).toContain(name);
      expect(found.sends.content, id).toBe(findMethod(id)?.content);
    }
  });

  test('writes for every method the function with arguments of the table, or the request with a reason', () => {
    for (const { name, method, input } of libraryCases(url, library)) {
      const code = target.write(input);
      const call = libraryCall(library, input.request);
      if (call.kind === 'raw') {
        expect(code, name).toContain(call.reason);
        continue;
      }
      if (!code.includes(`${call.function.name}(`)) {
        expect(code, name).toContain('This is the request itself.');
        continue;
      }
      const names = new Set(
        Object.values(library.functions[method.id]?.arguments ?? {}).map((one) => one.name),
      );
      for (const argument of call.arguments) {
        expect(names, name).toContain(argument.name);
        expect(code, name).toMatch(new RegExp(`\\b${argument.name}(?:=|: )`));
      }
    }
  });

  test('leaves out what is the function’s own default', () => {
    const call = libraryCall(library, inputOf('export_records', {}).request);
    if (call.kind === 'raw') throw new Error(call.reason);
    expect(call.arguments.map(({ name }) => name)).toEqual([
      library.name === 'PyCap' ? 'format_type' : 'format',
    ]);
  });

  test('sends the request itself where the function does not take the value', () => {
    const impossible: readonly (readonly [string, Draft])[] = [
      ['export_records', { combineCheckboxOptions: 'true' }],
      ['export_records', { dateRangeBegin: '2026-02-30 00:00:00' }],
      ['export_reports', { report_id: '1', format: 'odm' }],
      ['delete_records', {}],
    ];
    for (const [id, draft] of impossible) {
      expect(libraryCall(library, inputOf(id, draft).request), id).toMatchObject({ kind: 'raw' });
    }
  });

  test('sends a parameter that stands twice, or that it does not know, as it is', () => {
    const { request } = inputOf('export_arms', {});
    const twice = { ...request, fields: [...request.fields, ...request.fields.slice(1)] };
    expect(libraryCall(library, twice)).toMatchObject({ kind: 'raw' });
    const strange = { kind: 'text', name: '__proto__', value: 'x' } as const;
    const unknown = { ...request, fields: [...request.fields, strange] };
    expect(libraryCall(library, unknown)).toMatchObject({ kind: 'raw' });
    expect(libraryCall(library, { ...request, methodId: 'constructor' })).toMatchObject({ kind: 'raw' });
  });
});

describe('PyCap', () => {
  test('makes a data frame of CSV and native objects of JSON', () => {
    const frame = pythonPyCap.write(inputOf('export_records', { format: 'csv' }));
    expect(frame).toContain('format_type="df"');
    expect(frame).toContain('"index_col": None');
    expect(pythonPyCap.write(inputOf('export_records', { format: 'json' }))).toContain(
      'records = project.export_records()',
    );
    const report = pythonPyCap.write(inputOf('export_reports', { report_id: '7', csvDelimiter: 'tab' }));
    expect(report).toContain('csv_delimiter="tab"');
    expect(report).toContain('"sep": "\\t"');
  });

  test('sends the request itself to an address it would refuse, and JSON that is none', () => {
    const elsewhere = pythonPyCap.write({
      ...inputOf('export_arms', {}),
      url: 'https://redcap.example.edu/',
    });
    expect(elsewhere).toContain('only takes an address that ends in /api/');
    expect(elsewhere).toContain('requests.post(');
    expect(pythonPyCap.write(inputOf('import_records', { format: 'json', data: '[{' }))).toContain(
      'requests.post(',
    );
    expect(pythonPyCap.write(inputOf('import_records', { format: 'json', data: '[{}]' }))).toContain(
      'data = json.loads("[{}]")',
    );
  });
});

describe('PHPCap', () => {
  test('is told to check certificates, which it would not', () => {
    for (const { input, name } of libraryCases(url)) {
      const code = phpPhpCap.write(input);
      expect(code.match(/sslVerify: true/g)?.length, name).toBe(/\$connection->call/.test(code) ? 1 : 2);
    }
  });

  test('creates projects with the class that takes a super token', () => {
    const code = phpPhpCap.write(inputOf('create_project', { data: 'x' }));
    expect(code).toContain('superToken: $token');
    expect(code).toContain('$redCap->createProject(projectData: $data');
  });
});

function namesOf(found: LibraryFunction): readonly string[] {
  return [...Object.keys(found.arguments), ...Object.keys(found.leaves ?? {})].filter(
    // Parameters that some methods do not have.
    (name) => name !== 'returnFormat',
  );
}
