import { expect, test } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { METHODS } from '#main/practice/methods/table.ts';

test('every method has its handler, but the one of the super token and the one whose actions a module names', () => {
  const missing = methods
    .filter(({ content, action, effect }) => {
      const key = `${content}/${action ?? (effect === 'read' ? 'export' : 'import')}`;
      return METHODS[key] === undefined;
    })
    .map(({ id }) => id);
  expect(missing).toEqual(['create_project', 'external_module_api']);
});
