import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogueFacts, type MethodFacts } from './catalogue-facts.ts';

/** The collected facts about REDCap's API, kept in a folder beside the checkout on the maintainers' machines. */
const source = fileURLToPath(
  new URL(['..', '..', '..', 'shared', 'redcap-api.json'].join('/'), import.meta.url),
);

const nullableText = z.string().nullable();
const sourceSchema = z.object({
  methods: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      category: z.string(),
      request: z.object({
        encoding: z.string(),
        content: z.string(),
        action: nullableText,
        action_wire: z.string(),
      }),
      token_kinds: z.array(z.string()),
      effect: z.string(),
      danger: z.object({ level: z.number() }),
      availability: z.object({ longitudinal: z.string(), needs: nullableText }),
      project_status: z.object({ rule: z.string(), condition: nullableText }),
      playground_disabled_in_production: z.boolean(),
      rights: z.object({ all_of: z.array(z.string()) }),
      introduced: z.object({ version: nullableText }),
      response: z.object({
        kind: z.string(),
        formats: z.array(z.string()),
        columns: z.array(z.string()).nullable(),
      }),
      payload: z
        .object({
          columns: z.array(z.object({ name: z.string(), required: z.union([z.boolean(), z.string()]) })),
        })
        .nullable(),
      raw_parameter_order: z.array(z.string()).nullable(),
      parameters: z.array(
        z.object({
          name: z.string(),
          type: z.string(),
          wire: z.string(),
          requirement: z.string(),
          required_when: nullableText,
          picker: nullableText,
          values: z.array(z.string()).nullable(),
          default: nullableText,
          shown_when: z.string(),
          introduced: nullableText,
        }),
      ),
    }),
  ),
});

type SourceMethod = z.infer<typeof sourceSchema>['methods'][number];
type SourceParameter = SourceMethod['parameters'][number];

/**
 * Where we say something else on purpose. The original pre-selects CSV, an external module JSON; other defaults are
 * sentences, not values.
 */
function defaultSaid(method: SourceMethod, { name, default: said }: SourceParameter): string | undefined {
  if (name === 'format' || name === 'returnFormat') {
    return method.id === 'external_module_api' ? 'json' : 'csv';
  }
  if (['dateRangeEnd', 'decimalCharacter', 'delete_logging', 'endTime', 'repeat_instance'].includes(name)) {
    return undefined;
  }
  return said === null || said === '' ? undefined : said;
}

/** Free names stand in the source as one parameter; ours has a name for the command line. */
const nameSaid = ({ name }: SourceParameter): string => (name === '<any>' ? 'parameters' : name);

/** Empty text, which means all types of log entries, is no value of ours: it is not sent. */
const valuesSaid = ({ values }: SourceParameter): readonly string[] | undefined =>
  values?.filter((value) => value !== '');

/** Reports are always flat and have no type to depend on. */
function shownWhenSaid(method: SourceMethod, { shown_when: said }: SourceParameter): string {
  const typed = method.parameters.some(({ name }) => name === 'type');
  return typed ? said : said.replace(' and type=flat', '');
}

/**
 * Lists of our own where the source's is too wide: fields that hold files, and groups by number. The numbers of roles
 * are in no list.
 */
function pickerSaid(method: SourceMethod, { name, picker }: SourceParameter): string | undefined {
  if (name === 'role_id' || picker === null) return undefined;
  if (name === 'dag_id' || (method.id === 'export_logging' && name === 'dag')) return 'dagIds';
  if (method.category === 'Files' && picker === 'fields') return 'fileFields';
  return picker.replace(/_(.)/, (_, letter: string) => letter.toUpperCase());
}

/** Columns that come only sometimes stand in brackets; those of records are the project's own. */
function columnsSaid({ response }: SourceMethod): readonly string[] | undefined {
  const columns = (response.columns ?? []).filter((name) => !name.startsWith('['));
  if (columns.length === 0 || columns.some((name) => name.includes('<'))) return undefined;
  return columns.map((name) => name.replace(/ \(.*$/, ''));
}

/** An external module's action is a parameter, not fixed. */
const isFixed = (method: SourceMethod, name: string): boolean =>
  name === 'token' ||
  name === 'content' ||
  (name === 'action' && method.request.action_wire !== 'module-defined');

function asFacts(method: SourceMethod): Omit<MethodFacts, 'parameters' | 'rawOrder' | 'rules' | 'untouched'> {
  const { rule, condition } = method.project_status;
  const columns = columnsSaid(method);
  const { formats } = method.response;
  const needs = method.availability.longitudinal === 'required' ? 'longitudinal' : method.availability.needs;
  return {
    id: method.id,
    label: method.label,
    group: method.category,
    content: method.request.content,
    ...(method.request.action === null ? {} : { action: method.request.action }),
    effect: method.effect,
    danger: method.danger.level,
    tokens: method.token_kinds,
    rights: method.rights.all_of,
    ...(needs === null ? {} : { needs }),
    ...(rule === 'development_only' ? { developmentOnly: 'always' } : {}),
    ...(rule === 'development_only_if' && condition !== null ? { developmentOnly: condition } : {}),
    ...(method.request.encoding === 'multipart' ? { multipart: true as const } : {}),
    // The answer is text, but a token is handled as the secret that it is.
    returns: method.id === 'create_project' ? 'token' : method.response.kind,
    ...(formats.length === 0 ? {} : { formats }),
    ...(columns === undefined ? {} : { columns }),
    // "14.7.1 per its documentation; …": the number is what counts.
    ...(method.introduced.version === null ? {} : { since: method.introduced.version.replace(/ .*$/, '') }),
  };
}

const present = existsSync(source);

describe.skipIf(!present)(
  `the facts agree with their source${present ? '' : ' (skipped: redcap-api.json does not stand beside this checkout)'}`,
  () => {
    const found = new Map<string, SourceMethod>();
    if (present) {
      const read = sourceSchema.parse(JSON.parse(readFileSync(source, 'utf8')));
      for (const method of read.methods) found.set(method.id, method);
    }

    it('for every method', () => {
      expect(catalogueFacts.map(({ id }) => id).toSorted()).toEqual([...found.keys()].toSorted());
    });

    it.each(catalogueFacts.map((facts) => [facts.id, facts] as const))('%s', (id, facts) => {
      const method = found.get(id);
      expect(method).toBeDefined();
      if (method === undefined) return;
      const { parameters, rawOrder, rules: _rules, untouched: _untouched, ...own } = facts;
      expect(own).toEqual(asFacts(method));
      // What the original switches off in production is what the lock holds back.
      expect(method.playground_disabled_in_production).toBe(facts.effect !== 'read');

      const theirs = method.parameters.filter(({ name }) => !isFixed(method, name));
      const listed = parameters.filter(({ onlyInRawOrder }) => onlyInRawOrder !== true);
      expect(listed.map(({ name }) => name).toSorted()).toEqual(theirs.map(nameSaid).toSorted());
      for (const parameter of theirs) {
        const ours = parameters.find(({ name }) => name === nameSaid(parameter));
        const values = valuesSaid(parameter);
        const defaultValue = defaultSaid(method, parameter);
        const shownWhen = shownWhenSaid(method, parameter);
        const picker = pickerSaid(method, parameter);
        const columns = parameter.name === 'data' ? method.payload?.columns : undefined;
        expect(ours, parameter.name).toEqual({
          name: nameSaid(parameter),
          ...(parameter.wire === 'array' ? { wire: 'list' } : {}),
          type: parameter.name === '<any>' ? 'pairs' : parameter.type,
          requirement: parameter.requirement,
          ...(values === undefined ? {} : { values }),
          ...(defaultValue === undefined ? {} : { default: defaultValue }),
          ...(shownWhen === 'always' ? {} : { shownWhen }),
          ...(picker === undefined ? {} : { picker }),
          ...(parameter.required_when === null ? {} : { requiredWhen: parameter.required_when }),
          ...(columns === undefined
            ? {}
            : { columns: columns.map(({ name, required }) => (required === true ? `${name}*` : name)) }),
          // "~14.x": about then.
          ...(parameter.introduced === null
            ? {}
            : { since: parameter.introduced.replace('~14.x', '14.0.0') }),
        });
      }

      expect(rawOrder ?? null).toEqual(method.raw_parameter_order);
    });
  },
);
