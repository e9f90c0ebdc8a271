import { describe, expect, onTestFinished, test } from 'vitest';
import type { Reply } from '#app/host/failure.ts';
import { startPracticeServer } from '#main/practice/server.ts';
import { formBody } from '#app/request/form-body.ts';
import { snippetDictionary } from '#app/snippets/snippet-dictionary.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { snippetVariables } from '#app/snippets/variables.ts';
import { openPlayground } from '#test/support/open-playground.ts';
import { made, run, spss, spssMade, tableau, tableauMade } from './python-hosts.ts';
import { inputFor } from './requests.ts';

/*
 * The practice projects have what real ones have: checkboxes, dates, times, calculated fields, events, repeating
 * instruments. Their export becomes a data set in which every column is of its kind and no value is lost.
 */
const projects = ['classic', 'longitudinal'] as const;

function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(reply.failure.message);
  return reply.value;
}

/** Export Records of a practice project with the dictionary that the app reads of it, and the answer as rows. */
async function exportOf(project: (typeof projects)[number], format: string) {
  const server = await startPracticeServer();
  onTestFinished(server.close);
  const { token } = server.projects[projects.indexOf(project)] ?? { token: '' };
  const { handlers } = await openPlayground();
  const { id } = valueOf(await handlers.addConnection({ url: server.url, token }));
  const outline = valueOf(await handlers.readProject({ connectionId: id }));
  const input: SnippetInput = {
    ...inputFor('export_records', { format, exportDataAccessGroups: 'true' }, server.url),
    dictionary: snippetDictionary(outline),
  };
  const asJson = inputFor('export_records', { format: 'json', exportDataAccessGroups: 'true' }, server.url);
  const reply = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: formBody(asJson.request, token),
  });
  const rows = (await reply.json()) as readonly Readonly<Record<string, string>>[];
  return { input, rows, environment: { REDCAP_API_TOKEN: token } };
}

describe.each(projects)('the %s practice project', (project) => {
  test.skipIf(spss.command === undefined).each(['csv', 'json'])(
    'becomes a data set of SPSS with every value, label and format, from %s',
    async (format) => {
      const { input, rows, environment } = await exportOf(project, format);
      const outcome = await run(spss, input, environment);
      const { datasets, submitted } = made(outcome, spssMade);
      expect(outcome.stdout.toString()).not.toContain('stays text');
      const [dataset] = datasets;
      if (dataset === undefined) throw new Error('no data set');
      expect(dataset.cases.length).toBe(rows.length);
      const known = snippetVariables(input)?.variables ?? [];
      const names = Object.keys(rows[0] ?? {});
      expect(dataset.variables.map(([name]) => name)).toEqual(names);
      for (const [index, name] of names.entries()) {
        const isBlank = dataset.cases.map((one) => one[index] === null || one[index] === '');
        expect(isBlank, name).toEqual(rows.map((row) => row[name] === ''));
        const variable = known.find((each) => each.name === name);
        if (variable === undefined) throw new Error(`${name} is not known`);
        expect(dataset.variables[index]?.[3].length, name).toBe(variable.choices.length);
        if (variable.kind.kind === 'date') expect(submitted).toContain(`FORMATS ${name} (SDATE10).`);
        if (variable.kind.kind === 'time') expect(submitted).toContain(`FORMATS ${name} (TIME8).`);
      }
      expect(known.some(({ kind }) => kind.kind === 'date')).toBe(true);
    },
  );

  test.skipIf(tableau.command === undefined)(
    'becomes a table of Tableau Prep with every value, typed',
    async () => {
      const { input, rows, environment } = await exportOf(project, 'csv');
      const { schema, rows: table } = made(await run(tableau, input, environment), tableauMade);
      const kinds = {
        date: 'date',
        datetime: 'datetime',
        integer: 'int',
        number: 'decimal',
        tick: 'int',
        complete: 'int',
      };
      for (const { name, kind } of snippetVariables(input)?.variables ?? []) {
        if (schema[name] === undefined) continue;
        const ofChoice = kind.kind === 'choice' && kind.codesAreNumbers ? 'int' : 'string';
        expect(schema[name], name).toBe(
          Object.entries(kinds).find(([key]) => key === kind.kind)?.[1] ?? ofChoice,
        );
        expect(
          table.map((row) => row[name] === null),
          name,
        ).toEqual(rows.map((row) => row[name] === ''));
      }
    },
  );
});
