import { describe, expect, it } from 'vitest';
import { groups, methods } from '#app/catalogue/catalogue.ts';
import type { Method, Parameter, Test } from '#app/catalogue/method.ts';
import { sources } from '#app/catalogue/sources.ts';
import { prepare } from '#app/request/prepare.ts';
import { fullDraft } from '#test/app/request/full-draft.ts';
import { catalogueFacts, type MethodFacts, type ParameterFacts } from './catalogue-facts.ts';

const phrases: Readonly<Record<string, string>> = {
  longitudinal: 'longitudinal',
  'longitudinal+severalArms': 'longitudinal with several arms',
  repeating: 'repeating',
};

function phrase(tests: readonly Test[]): string {
  const projects = tests.flatMap((test) => ('project' in test ? [test.project] : [])).join('+');
  const values = tests.flatMap((test) => ('parameter' in test ? [`${test.parameter}=${test.is}`] : []));
  return [...(projects === '' ? [] : [phrases[projects] ?? projects]), ...values].join(' and ');
}

function valuesOf(parameter: Parameter): readonly string[] | undefined {
  if (parameter.kind === 'choice') return parameter.values.map((choice) => choice.value);
  return parameter.kind === 'switch' ? [parameter.on, parameter.off] : undefined;
}

function defaultOf(parameter: Parameter): string | undefined {
  if (parameter.kind === 'choice') return parameter.default;
  if (parameter.kind !== 'switch') return undefined;
  return parameter.default === 'on' ? parameter.on : parameter.off;
}

const needs: Readonly<Record<string, string>> = {
  surveyQueue: 'surveys with survey queue',
  saveAndReturn: 'surveys with Save & Return Later',
};

/** The source's words for kinds of answers. */
const answers: Readonly<Record<Method['returns']['kind'], readonly string[]>> = {
  rows: ['rows'],
  object: ['object'],
  count: ['count'],
  importResult: ['import_result'],
  // What a module answers is its own affair: it is shown as it comes.
  text: ['text', 'module-defined'],
  token: ['token'],
  odm: ['odm'],
  file: ['binary'],
  nothing: ['empty'],
};

/** How an answer can be written: data as `format` says, a confirmation as `returnFormat` says. */
function formatsOf({ returns, parameters }: Method): readonly string[] | undefined {
  const by = (name: string) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    return parameter === undefined ? undefined : valuesOf(parameter);
  };
  switch (returns.kind) {
    case 'rows':
    case 'object':
      return by('format');
    case 'count':
    case 'importResult':
      return by('returnFormat');
    case 'odm':
      return ['odm'];
    default:
      return undefined;
  }
}

/** What is sent while nothing is filled in, apart from what is fixed. */
function untouched(method: Method): string {
  const fixed = new Set(['token', 'content', ...(method.action === undefined ? [] : ['action'])]);
  return prepare(method, {}, {})
    .request.fields.filter(({ name }) => !fixed.has(name))
    .map((field) => `${field.name}=${field.kind === 'text' ? field.value : ''}`)
    .join('&');
}

const kinds: Readonly<Record<string, readonly Parameter['kind'][]>> = {
  enum: ['choice'],
  bool_text: ['switch'],
  // Whether to delete log entries has no default of its own: it is a choice with two values.
  bool_digit: ['switch', 'choice'],
  bool_upper: ['switch'],
  flag_any: ['presence'],
  string: ['text', 'list'],
  integer: ['integer'],
  logic: ['logic'],
  datetime_sec: ['time'],
  datetime_min: ['time'],
  payload: ['payload'],
  file: ['file'],
  pairs: ['pairs'],
};

/** When an optional parameter becomes required, in the source's words. */
function requiredWhen({ rules = [] }: Method, parameter: Parameter): string | undefined {
  if (parameter.name === 'event' && rules.includes('eventWithInstrument')) {
    return 'instrument given in a longitudinal project';
  }
  return parameter.requiredWhen && `${phrase(parameter.requiredWhen)} project`;
}

const pickerOf = (parameter: Parameter): string | undefined => ('of' in parameter ? parameter.of : undefined);

/** The columns of data to import; those that must be there with an asterisk. */
function columnsOf(parameter: Parameter): readonly string[] | undefined {
  if (parameter.kind !== 'payload' || parameter.format === 'odm') return undefined;
  return parameter.columns.map(({ name, required }) => (required ? `${name}*` : name));
}

function developmentOnly(method: Method): string | undefined {
  const rule = method.developmentOnly;
  if (rule === undefined || rule === true) return rule && 'always';
  return phrase([rule.onlyWhen]);
}

describe('the catalogue says what is known of each method', () => {
  it('has all methods, in the order of the window', () => {
    expect(methods.map((method) => method.id)).toEqual(catalogueFacts.map((facts) => facts.id));
    expect(groups).toEqual([...new Set(catalogueFacts.map((facts) => facts.group))]);
  });

  it.each(catalogueFacts.map((facts) => [facts.id, facts] as const))('%s', (id, facts: MethodFacts) => {
    const method = methods.find((candidate) => candidate.id === id);
    expect(method).toBeDefined();
    if (method === undefined) return;
    const { parameters, multipart, rawOrder: _rawOrder, returns, formats, ...own } = facts;
    expect({
      id: method.id,
      label: method.label,
      group: method.group,
      content: method.content,
      action: method.action,
      effect: method.effect,
      danger: method.danger.level,
      tokens: method.tokens,
      rights: method.rights,
      needs: method.needs && (needs[method.needs] ?? method.needs),
      developmentOnly: developmentOnly(method),
      since: method.since,
      columns: 'columns' in method.returns ? method.returns.columns : undefined,
      rules: method.rules,
      untouched: untouched(method),
    }).toEqual(own);
    expect(answers[method.returns.kind]).toContain(returns);
    if (returns !== 'module-defined') expect(formatsOf(method)?.toSorted()).toEqual(formats?.toSorted());
    expect(method.parameters.some((parameter) => parameter.kind === 'file')).toBe(multipart === true);
    expect(method.parameters.map((parameter) => parameter.name)).toEqual(
      parameters.map((parameter) => parameter.name),
    );
    for (const [index, parameter] of method.parameters.entries()) {
      compareParameter(method, parameter, parameters[index]);
    }
  });
});

describe('what single values may be', () => {
  const each = methods.flatMap((method) =>
    method.parameters.map((parameter) => ({ where: `${method.id}.${parameter.name}`, method, parameter })),
  );

  it('differs from the rest of their kind where it is known', () => {
    const special = each.flatMap(({ where, parameter }) => {
      const said: string[] = [];
      if (parameter.kind === 'text' && parameter.maxLength !== undefined) {
        said.push(`at most ${String(parameter.maxLength)} characters`);
      }
      if (parameter.kind === 'text' && parameter.emptyMeans !== undefined) {
        said.push(`empty means ${parameter.emptyMeans}`);
      }
      if (parameter.kind === 'integer' && parameter.words !== undefined) {
        said.push(`or ${parameter.words.join()}`);
      }
      if (parameter.kind === 'payload' && parameter.single === true) said.push('may be a single object');
      return said.length === 0 ? [] : [`${where}: ${said.join(', ')}`];
    });
    expect(special).toEqual([
      'import_file.repeat_instance: or new',
      'filerepo_create_folder.name: at most 150 characters',
      'import_project_info.data: may be a single object',
      'switch_dag.dag: empty means no group',
    ]);
  });

  it('is a number from 1 on wherever it is a number', () => {
    for (const { where, parameter } of each) {
      if (parameter.kind === 'integer') expect(parameter.min, where).toBe(1);
    }
  });

  it('is the same for errors as for the answer until it is chosen', () => {
    for (const { where, method, parameter } of each) {
      if (parameter.name !== 'returnFormat' || parameter.kind !== 'choice') continue;
      const asked = method.parameters.some(
        (other) => other.kind === 'choice' && other.name === 'format' && other.values.length > 1,
      );
      expect(parameter.follows, where).toBe(asked ? 'format' : undefined);
    }
  });
});

describe('fields go over the wire in the order that the original prints', () => {
  const seen = catalogueFacts.flatMap(({ id, rawOrder }) =>
    rawOrder === undefined ? [] : [{ id, rawOrder }],
  );

  it.each(seen)('$id', ({ id, rawOrder }) => {
    const method = methods.find((candidate) => candidate.id === id);
    const fields = method === undefined ? [] : prepare(method, fullDraft(method), {}).request.fields;
    const sent = [...new Set(fields.map(({ name }) => name.replace(/\[\d+\]$/, '[i]')))];
    expect(sent.filter((name) => rawOrder.includes(name))).toEqual(rawOrder);
  });

  it('as far as it was seen', () => {
    expect(seen).toHaveLength(12);
  });
});

describe('every method and parameter explains itself', () => {
  const sentences = (text: string): number => (text.match(/[.!?](?= [A-Z]|$)/g) ?? []).length;

  it.each(methods.map((method) => [method.id, method] as const))(
    '%s',
    (_id, { help, parameters, returns }) => {
      expect(sentences(help.summary)).toBeGreaterThan(0);
      expect(sentences(help.summary)).toBeLessThanOrEqual(2);
      for (const { text, source } of help.gotchas ?? []) {
        expect(text).toMatch(/\.$/);
        expect(sources).toHaveProperty(source);
      }
      expect(help.words.length).toBeGreaterThan(1);
      for (const words of help.words) expect(words).toMatch(/^[a-z][a-z -]*[a-z]$/);
      for (const { name, help: line, more } of parameters) {
        expect(more, name).toMatch(/\.$/);
        expect(sentences(more), name).toBeLessThanOrEqual(3);
        expect(more, name).not.toBe(line);
      }
      const shows = !['file', 'nothing', 'odm'].includes(returns.kind) && returns.kind !== 'text';
      if (shows) expect(help.examples?.length).toBeGreaterThan(0);
    },
  );

  it.each(
    methods.flatMap(({ id, help }) =>
      (help.examples ?? []).map((example) => [id, example.format, example] as const),
    ),
  )('%s answers as its example in %s', (_id, format, { body }) => {
    if (format === 'json') expect(() => void JSON.parse(body)).not.toThrow();
    // A delete confirms with the bare number, also where XML was asked for.
    if (format === 'odm') expect(body).toMatch(/^<\?xml [^>]*>\s*<ODM[\s\S]*<\/ODM>$/);
    if (format === 'csv') expect(body).not.toMatch(/^[[{<]/);
    if (format === 'xml') expect(body).toMatch(/^(?:<\?xml |\d+$)/);
    expect(body.length).toBeLessThan(700);
  });

  it.each(methods.map((method) => [method.id, method] as const))(
    '%s has an example answer in each format',
    (id, method) => {
      const shown = new Set((method.help.examples ?? []).map(({ format }) => format));
      const text = ['text', 'token'].includes(method.returns.kind) && id !== 'external_module_api';
      const formats = formatsOf(method) ?? (text ? ['text'] : []);
      // Nobody has recorded what the repeating set-up looks like in ODM.
      const known = id === 'export_repeating' ? formats.filter((format) => format !== 'odm') : formats;
      expect([...shown].toSorted()).toEqual(known.toSorted());
    },
  );

  it('and no text holds anything that could be a token', () => {
    expect(JSON.stringify(methods)).not.toMatch(/[0-9A-Fa-f]{32}/);
  });
});

function compareParameter(method: Method, parameter: Parameter, facts: ParameterFacts | undefined): void {
  const where = `${method.id}.${parameter.name}`;
  expect(kinds[facts?.type ?? ''], where).toContain(parameter.kind);
  expect(parameter.kind === 'list', where).toBe(facts?.wire === 'list');
  expect(parameter.kind === 'time' && parameter.precision === 'minute', where).toBe(
    facts?.type === 'datetime_min',
  );
  const condition = requiredWhen(method, parameter);
  expect(condition === undefined ? parameter.requirement : 'conditional', where).toBe(facts?.requirement);
  expect(condition, where).toBe(facts?.requiredWhen);
  expect(pickerOf(parameter), where).toBe(facts?.picker);
  expect(columnsOf(parameter), where).toEqual(facts?.columns);
  expect(valuesOf(parameter)?.toSorted(), where).toEqual(facts?.values?.toSorted());
  expect(defaultOf(parameter), where).toBe(facts?.default);
  expect(parameter.shownWhen && phrase(parameter.shownWhen), where).toBe(facts?.shownWhen);
  expect(parameter.since, where).toBe(facts?.since);
}

describe('the catalogue is closed data', () => {
  it('survives being written as JSON and read back', () => {
    expect(JSON.parse(JSON.stringify(methods))).toStrictEqual(methods);
  });

  it('has each id once, and each pair of content and action once', () => {
    expect(new Set(methods.map((method) => method.id)).size).toBe(methods.length);
    const calls = methods.map((method) => `${method.content} ${method.action ?? ''}`);
    expect(new Set(calls).size).toBe(methods.length);
  });

  it.each(methods.map((method) => [method.id, method] as const))('%s holds together', (_id, method) => {
    const names = method.parameters.map((parameter) => parameter.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('token');
    expect(method.danger.level > 0).toBe(method.effect !== 'read');
    expect(method.danger.reason).not.toMatch(/\.$/);
    expect(method.help.summary).toMatch(/\.$/);
    for (const parameter of method.parameters) {
      expect(parameter.help, parameter.name).toMatch(/\.$/);
      expect(parameter.label.trim(), parameter.name).not.toBe('');
      for (const test of [...(parameter.shownWhen ?? []), ...(parameter.requiredWhen ?? [])]) {
        if ('parameter' in test) expectReachable(method, test.parameter, test.is);
      }
      if (parameter.kind === 'choice' && parameter.default !== undefined) {
        expect(parameter.values.map((choice) => choice.value)).toContain(parameter.default);
      }
      if (parameter.kind === 'choice' && parameter.follows !== undefined) {
        expect(names).toContain(parameter.follows);
      }
    }
  });

  it('sends every required parameter always, but for one that the original leaves to the server', () => {
    const left = methods.flatMap((method) =>
      method.parameters
        .filter((parameter) => parameter.requirement === 'required' && parameter.always !== true)
        .map((parameter) => `${method.id}.${parameter.name}`),
    );
    expect(left).toEqual(['import_records.backgroundProcess']);
  });
});

/** A condition names a parameter of the same method and a value that it can have. */
function expectReachable(method: Method, name: string, value: string): void {
  const other = method.parameters.find((parameter) => parameter.name === name);
  expect(other, name).toBeDefined();
  expect(other && valuesOf(other)).toContain(value);
}
