import { describe, expect, it } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import type { Method } from '#app/catalogue/method.ts';
import { prepare } from '#app/request/prepare.ts';
import { identify } from '#app/safety/identify.ts';
import { fullDraft } from '#test/app/request/full-draft.ts';
import { methodOf } from '#test/app/request/made-up-method.ts';

const token: EncodedField = { kind: 'token', name: 'token' };
const text = (name: string, value = 'x'): EncodedField => ({ kind: 'text', name, value });

/** Names and actions of an external module are its own. */
const isFree = ({ id }: Method): boolean => id === 'external_module_api';

describe('a request that the catalogue builds is recognised', () => {
  it.each(methods.map((method) => [method.id, method] as const))('%s', (id, method) => {
    expect(identify(prepare(method, {}, {}).request.fields)?.id).toBe(id);
    expect(identify(prepare(method, fullDraft(method), {}).request.fields)?.id).toBe(id);
  });
});

describe('any other request is unknown', () => {
  it.each(methods.map((method) => [method.id, method] as const))(
    '%s with one thing changed',
    (_id, method) => {
      const { fields } = prepare(method, fullDraft(method), {}).request;
      const withOut = (name: string): readonly EncodedField[] =>
        fields.filter((field) => field.name !== name);
      expect(identify(withOut('token'))).toBeUndefined();
      expect(identify(withOut('content'))).toBeUndefined();
      expect(identify([...fields, text('surplus')])?.id).toBe(isFree(method) ? method.id : undefined);
      expect(identify([...fields, text('content', method.content)])).toBeUndefined();
      expect(identify([...withOut('content'), text('content', `${method.content} `)])).toBeUndefined();
      expect(identify([...withOut('content'), text('Content', method.content)])).toBeUndefined();
      expect(identify([...withOut('token'), text('token', 'A'.repeat(32))])).toBeUndefined();
      expect(identify([...fields, token])).toBeUndefined();
      expect(identify([...withOut('action'), text('action', 'explode')])?.id).toBe(
        isFree(method) ? method.id : undefined,
      );
      for (const field of fields) {
        if (field.kind !== 'text') continue;
        expect(identify([...fields, text(field.name)]), field.name).toBeUndefined();
        expect(identify([...withOut(field.name), text(` ${field.name}`, field.value)])).toBeUndefined();
      }
    },
  );

  it.each(
    methods
      .filter((method) => method.parameters.some(({ kind }) => kind === 'payload' || kind === 'file'))
      .map((method) => [method.id, method] as const),
  )('%s without its action is never taken for a read', (_id, method) => {
    const { fields } = prepare(method, fullDraft(method), {}).request;
    expect(identify(fields.filter((field) => field.name !== 'action'))).toBeUndefined();
  });

  it.each(methods.filter((method) => method.effect === 'read').map((method) => [method.id, method] as const))(
    '%s with data is never taken for a read',
    (_id, method) => {
      const { fields } = prepare(method, {}, {}).request;
      for (const name of ['data', 'data[0]', 'odm', 'override']) {
        expect(identify([...fields, text(name)]), name).toBeUndefined();
      }
      expect(
        identify([...fields, { kind: 'file', name: 'data', fileName: 'a', reference: 'r' }]),
      ).toBeUndefined();
    },
  );

  it.each([
    'records',
    'records[]',
    'records[00]',
    'records[-1]',
    'records[a]',
    'records[0][1]',
    'records[0',
    'records[1] ',
    'Records[0]',
    'records[9999999999]',
    'recordsX[0]',
  ])('a list entry named %s', (name) => {
    const { fields } = prepare(methodOf('export_records'), {}, {}).request;
    expect(identify([...fields, text('records[0]')])?.id).toBe('export_records');
    expect(identify([...fields, text(name)])).toBeUndefined();
  });

  it.each(['format[0]', 'type[]', 'filterLogic[0]'])('%s, where one text belongs', (name) => {
    const { fields } = prepare(methodOf('export_records'), {}, {}).request;
    const [bare = ''] = name.split('[');
    expect(identify([...fields.filter((field) => field.name !== bare), text(name)])).toBeUndefined();
  });

  it('a file where text belongs, and text where a file belongs', () => {
    const asFile = (name: string): EncodedField => ({ kind: 'file', name, fileName: 'a', reference: 'r' });
    const { fields } = prepare(methodOf('import_file'), fullDraft(methodOf('import_file')), {}).request;
    const without = (name: string): readonly EncodedField[] => fields.filter((field) => field.name !== name);
    expect(identify([...without('file'), text('file')])).toBeUndefined();
    expect(identify([...without('record'), asFile('record')])).toBeUndefined();
    expect(identify([...without('content'), asFile('content')])).toBeUndefined();
    expect(identify([...without('action'), asFile('action')])).toBeUndefined();
    expect(identify([token, text('content', 'version'), asFile('action')])).toBeUndefined();
  });

  it.each(['token', 'content', 'action', 'prefix', 'format', 'returnFormat', 'csvDelim'])(
    'a free name that stands for %s',
    (name) => {
      const method = methodOf('external_module_api');
      const { fields } = prepare(method, { prefix: 'a', action: 'b' }, {}).request;
      expect(identify([...fields, text('study')])?.id).toBe('external_module_api');
      expect(identify([...fields, text('study[0]'), text('study[1]')])?.id).toBe('external_module_api');
      for (const written of [`${name}[0]`, `${name}[]`, name.toUpperCase(), ` ${name}`, `${name}.`]) {
        expect(identify([...fields, text(written)]), written).toBeUndefined();
      }
    },
  );

  it('a call of an external module without module, without action, or with a file', () => {
    const method = methodOf('external_module_api');
    const { fields } = prepare(method, { prefix: 'a', action: 'b' }, {}).request;
    const without = (name: string): readonly EncodedField[] => fields.filter((field) => field.name !== name);
    expect(identify(without('prefix'))).toBeUndefined();
    expect(identify(without('action'))).toBeUndefined();
    const file: EncodedField = { kind: 'file', name: 'scan', fileName: 'a', reference: 'r' };
    expect(identify([...fields, file])).toBeUndefined();
    expect(identify([...without('action'), { ...file, name: 'action' }])).toBeUndefined();
  });

  it.each(['record', 'user', 'externalModule ', 'ExternalModule', 'externalModule[0]'])(
    'the content %s with a module and an action',
    (content) => {
      const fields = [token, text('content', content), text('prefix'), text('action', 'x'), text('study')];
      expect(identify(fields)).toBeUndefined();
    },
  );

  it('an empty one', () => {
    expect(identify([])).toBeUndefined();
    expect(identify([token])).toBeUndefined();
  });
});
