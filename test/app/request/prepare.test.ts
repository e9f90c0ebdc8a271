import { describe, expect, it } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import type { Method, Parameter } from '#app/catalogue/method.ts';
import type { Draft, DraftValue, ProjectTraits } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { rawParameters } from '#app/request/raw-view.ts';
import { base, madeUpMethod, methodOf } from './made-up-method.ts';
import { awkwardTexts, randomFrom, randomText } from './random.ts';

function raw(id: string, draft: Draft = {}, traits: ProjectTraits = {}): readonly string[] {
  return rawParameters(prepare(methodOf(id), draft, traits).request, 'T').split('\n');
}

function sentBy(parameter: Parameter, value?: DraftValue): readonly string[] {
  const draft = value === undefined ? {} : { [parameter.name]: value };
  const { request } = prepare(madeUpMethod([parameter]), draft, {});
  return rawParameters(request, 'T').split('\n').slice(2);
}

describe('the untouched request is the one the original sends', () => {
  it('for Export Records', () => {
    expect(raw('export_records')).toEqual([
      'token: T',
      'content: record',
      'action: export',
      'format: csv',
      'type: flat',
      'csvDelimiter: ',
      'rawOrLabel: raw',
      'rawOrLabelHeaders: raw',
      'exportCheckboxLabel: false',
      'exportSurveyFields: false',
      'exportDataAccessGroups: false',
      'returnFormat: csv',
    ]);
  });

  it('for Import Records', () => {
    expect(raw('import_records', { data: 'record_id\n1', dateFormat: 'DMY' })).toEqual([
      'token: T',
      'content: record',
      'action: import',
      'format: csv',
      'type: flat',
      'overwriteBehavior: normal',
      'forceAutoNumber: false',
      'data: record_id',
      '1',
      'dateFormat: DMY',
      'returnContent: count',
      'returnFormat: csv',
    ]);
  });

  it('for a method without action or parameters', () => {
    expect(raw('generate_next_record_name')).toEqual(['token: T', 'content: generateNextRecordName']);
  });
});

describe('lists', () => {
  it('are numbered from 0 in the order chosen', () => {
    expect(raw('export_records', { records: ['7', '1'], fields: ['age'] })).toEqual(
      expect.arrayContaining(['records[0]: 7', 'records[1]: 1', 'fields[0]: age']),
    );
  });

  it('send an empty entry as it is, never a request for everything', () => {
    expect(raw('export_records', { records: [''] })).toContain('records[0]: ');
  });
});

describe('what is hidden', () => {
  it('is not sent', () => {
    const draft = { events: ['baseline_arm_1'] };
    expect(raw('export_records', draft, { longitudinal: false })).not.toContain('events[0]: baseline_arm_1');
    expect(raw('export_records', draft, { longitudinal: true })).toContain('events[0]: baseline_arm_1');
    expect(raw('export_records', draft)).toContain('events[0]: baseline_arm_1');
  });

  it('is sent with its default where the original always sends it', () => {
    const draft = { format: 'json', csvDelimiter: 'tab', rawOrLabelHeaders: 'label' };
    expect(raw('export_records', draft)).toEqual(
      expect.arrayContaining(['csvDelimiter: ', 'rawOrLabelHeaders: raw']),
    );
  });
});

describe('each kind of parameter', () => {
  const values = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ];
  const choice: Parameter = { ...base, kind: 'choice', values, default: 'a' };
  const onOff: Parameter = { ...base, kind: 'switch', on: '1', off: '0', default: 'off' };

  it('choice: only when one is made, unless always', () => {
    expect(sentBy(choice)).toEqual([]);
    expect(sentBy(choice, '')).toEqual([]);
    expect(sentBy(choice, 'a')).toEqual(['x: a']);
    expect(sentBy({ ...choice, always: true })).toEqual(['x: a']);
    expect(sentBy({ ...base, kind: 'choice', values, always: true })).toEqual(['x: ']);
  });

  it('choice: a value that goes as empty text', () => {
    expect(sentBy({ ...choice, emptyFor: 'a' }, 'a')).toEqual([]);
    expect(sentBy({ ...choice, emptyFor: 'a', always: true }, 'a')).toEqual(['x: ']);
    expect(sentBy({ ...choice, emptyFor: 'a', always: true }, 'b')).toEqual(['x: b']);
  });

  it('switch: only when it differs from its default, unless always', () => {
    expect(sentBy(onOff, '0')).toEqual([]);
    expect(sentBy(onOff, '1')).toEqual(['x: 1']);
    expect(sentBy({ ...onOff, default: 'on' }, '1')).toEqual([]);
    expect(sentBy({ ...onOff, default: 'on' }, '0')).toEqual(['x: 0']);
    expect(sentBy({ ...onOff, always: true })).toEqual(['x: 0']);
    expect(sentBy({ ...onOff, default: 'on', always: true })).toEqual(['x: 1']);
  });

  it('presence: only when on', () => {
    const presence: Parameter = { ...base, kind: 'presence', value: 'true' };
    expect(sentBy(presence)).toEqual([]);
    expect(sentBy(presence, '')).toEqual([]);
    expect(sentBy(presence, 'true')).toEqual(['x: true']);
  });

  it.each<Parameter>([
    { ...base, kind: 'text' },
    { ...base, kind: 'integer', min: 1 },
    { ...base, kind: 'time', precision: 'second' },
    { ...base, kind: 'logic' },
    { ...base, kind: 'payload', format: 'odm', columns: [], examples: {} },
  ])('$kind: as typed, right or wrong; empty only when always', (parameter) => {
    expect(sentBy(parameter)).toEqual([]);
    expect(sentBy(parameter, '')).toEqual([]);
    expect(sentBy(parameter, ' as typed ')).toEqual(['x:  as typed ']);
    expect(sentBy({ ...parameter, always: true })).toEqual(['x: ']);
  });

  it('file: as a part, and the request is multipart even before one is chosen', () => {
    const method = methodOf('import_file');
    const file = { fileName: 'scan.pdf', reference: 'handle-1' };
    const { request } = prepare(method, { record: '1', field: 'scan', file }, {});
    expect(request.encoding).toBe('multipart');
    expect(request.fields).toContainEqual({ kind: 'file', name: 'file', ...file });
    expect(prepare(method, {}, {}).request.encoding).toBe('multipart');
    expect(prepare(methodOf('export_file'), {}, {}).request.encoding).toBe('urlencoded');
  });

  it('a call of an external module: its own action, then what the module asks for', () => {
    const draft = { prefix: 'm', action: 'sync', parameters: [{ name: 'ids[0]', value: '7' }] };
    const { request, problems } = prepare(methodOf('external_module_api'), draft, {});
    expect(problems).toEqual([]);
    expect(rawParameters(request, '…')).toBe(
      'token: …\ncontent: externalModule\nprefix: m\naction: sync\nformat: json\nreturnFormat: json\nids[0]: 7',
    );
  });

  it('pairs: each under its own name', () => {
    const pairs: Parameter = { ...base, kind: 'pairs' };
    expect(sentBy(pairs, [{ name: 'study', value: '7' }])).toEqual(['study: 7']);
  });

  it('of the wrong shape: not sent', () => {
    expect(sentBy({ ...base, kind: 'text' }, ['a'])).toEqual([]);
    expect(sentBy({ ...base, kind: 'list', of: 'records' }, 'a')).toEqual([]);
    expect(sentBy({ ...base, kind: 'file' }, 'a')).toEqual([]);
    expect(sentBy({ ...base, kind: 'pairs' }, 'a')).toEqual([]);
  });
});

describe('Errors follows Format', () => {
  it.each([
    ['csv', 'csv'],
    ['json', 'json'],
    ['xml', 'xml'],
    ['odm', 'xml'],
    ['nonsense', 'csv'],
  ])('%s gives %s', (format, returnFormat) => {
    expect(raw('export_records', { format })).toContain(`returnFormat: ${returnFormat}`);
  });

  it('until it is chosen', () => {
    expect(raw('export_records', { format: 'json', returnFormat: 'xml' })).toContain('returnFormat: xml');
  });
});

describe('any draft whatever', () => {
  it('gives token, content and action first, no name twice, and each text as typed', () => {
    const random = randomFrom(7);
    for (let round = 0; round < 2000; round += 1) {
      const method = methods[Math.floor(random() * methods.length)];
      if (method === undefined) continue;
      const draft = randomDraft(method, random);
      const { fields } = prepare(method, draft, {}).request;
      const head = ['token', 'content', ...(method.action === undefined ? [] : ['action'])];
      expect(fields.slice(0, head.length).map((field) => field.name)).toEqual(head);
      expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
      for (const field of fields.slice(head.length)) {
        const typed = draft[field.name];
        if (field.kind === 'text' && typeof typed === 'string' && typed !== '' && field.value !== typed) {
          // Only a hidden parameter, or the comma, is sent otherwise than typed.
          expect(['csvDelimiter', 'rawOrLabelHeaders', 'exportCheckboxLabel']).toContain(field.name);
        }
      }
    }
  });

  it('of a megabyte is prepared without trouble', () => {
    const data = `[${Array.from({ length: 20_000 }, (_, index) => `{"record_id":"${String(index)}","note":"some words here"}`).join(',')}]`;
    expect(data.length).toBeGreaterThan(900_000);
    const { request, problems } = prepare(methodOf('import_records'), { format: 'json', data }, {});
    expect(problems).toEqual([]);
    expect(request.fields).toContainEqual({ kind: 'text', name: 'data', value: data });
  });
});

function randomDraft(method: Method, random: () => number): Draft {
  const text = (): string =>
    random() < 0.3 ? randomText(random) : (awkwardTexts[Math.floor(random() * awkwardTexts.length)] ?? '');
  const entries = method.parameters.flatMap((parameter): [string, DraftValue][] => {
    if (random() < 0.4) return [];
    if (parameter.kind === 'list') return [[parameter.name, [text(), text()]]];
    if (parameter.kind === 'file') return [[parameter.name, { fileName: text(), reference: 'r' }]];
    return [[parameter.name, text()]];
  });
  return Object.fromEntries(entries);
}
