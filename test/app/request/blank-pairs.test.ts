import { expect, it } from 'vitest';
import { findMethod } from '#app/catalogue/catalogue.ts';
import { prepare } from '#app/request/prepare.ts';

const method = findMethod('external_module_api');

it('a row of name and value that holds nothing yet is neither sent nor a problem', () => {
  if (method === undefined) throw new Error('The method is always there.');
  const parameter = method.parameters.find(({ kind }) => kind === 'pairs');
  const draft = { prefix: 'module', action: 'info', [parameter?.name ?? '']: [{ name: '', value: '' }] };
  const { request, problems } = prepare(method, draft, {});
  expect(problems).toEqual([]);
  expect(request.fields.map(({ name }) => name)).not.toContain('');
  const named = { ...draft, [parameter?.name ?? '']: [{ name: '', value: '5' }] };
  expect(prepare(method, named, {}).problems).toHaveLength(1);
});
