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
      request: z.object({ encoding: z.string(), content: z.string(), action: nullableText }),
      token_kinds: z.array(z.string()),
      effect: z.string(),
      danger: z.object({ level: z.number() }),
      availability: z.object({ longitudinal: z.string(), needs: nullableText }),
      project_status: z.object({ rule: z.string(), condition: nullableText }),
      rights: z.object({ all_of: z.array(z.string()) }),
      introduced: z.object({ version: nullableText }),
      raw_parameter_order: z.array(z.string()).nullable(),
      parameters: z.array(
        z.object({
          name: z.string(),
          type: z.string(),
          wire: z.string(),
          requirement: z.string(),
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

/** Where we say something else on purpose. The original pre-selects CSV; other defaults are sentences, not values. */
function defaultSaid({ name, default: said }: SourceParameter): string | undefined {
  if (name === 'format' || name === 'returnFormat') return 'csv';
  if (['dateRangeEnd', 'decimalCharacter', 'delete_logging', 'repeat_instance'].includes(name)) {
    return undefined;
  }
  return said ?? undefined;
}

const fixed = new Set(['token', 'content', 'action']);

function asFacts(method: SourceMethod): Omit<MethodFacts, 'parameters'> {
  const { rule, condition } = method.project_status;
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
    ...(method.introduced.version === null ? {} : { since: method.introduced.version }),
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

    it.each(catalogueFacts.map((facts) => [facts.id, facts] as const))('%s', (id, facts) => {
      const method = found.get(id);
      expect(method).toBeDefined();
      if (method === undefined) return;
      const { parameters, ...own } = facts;
      expect(own).toEqual(asFacts(method));

      const theirs = method.parameters.filter(({ name }) => !fixed.has(name));
      expect(parameters.map(({ name }) => name).toSorted()).toEqual(
        theirs.map(({ name }) => name).toSorted(),
      );
      for (const parameter of theirs) {
        const ours = parameters.find(({ name }) => name === parameter.name);
        expect(ours, parameter.name).toEqual({
          name: parameter.name,
          ...(parameter.wire === 'array' ? { wire: 'list' } : {}),
          type: parameter.type,
          requirement: parameter.requirement,
          ...(parameter.values === null ? {} : { values: parameter.values }),
          ...(defaultSaid(parameter) === undefined ? {} : { default: defaultSaid(parameter) }),
          ...(parameter.shown_when === 'always' ? {} : { shownWhen: parameter.shown_when }),
          // "~14.x": about then.
          ...(parameter.introduced === null
            ? {}
            : { since: parameter.introduced.replace('~14.x', '14.0.0') }),
        });
      }

      const names = parameters.map(({ name }) => name);
      const printed = (method.raw_parameter_order ?? [])
        .map((name) => name.replace('[i]', ''))
        .filter((name) => names.includes(name));
      expect(names.filter((name) => printed.includes(name))).toEqual(printed);
    });
  },
);
