import { expect, test } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { METHODS } from '#main/practice/methods/table.ts';

const PRACTISED = new Set([
  'Records',
  'Metadata',
  'Field Names',
  'Projects',
  'Instruments',
  'Arms',
  'Events',
  'Files',
  'REDCap',
]);

test('every method of the practised groups has its handler, but the one of the super token', () => {
  const wanted = methods.filter(({ group }) => PRACTISED.has(group));
  expect(wanted.length).toBe(27);
  const missing = wanted
    .filter(({ content, action, effect }) => {
      const key = `${content}/${action ?? (effect === 'read' ? 'export' : 'import')}`;
      return METHODS[key] === undefined;
    })
    .map(({ id }) => id);
  expect(missing).toEqual(['create_project']);
});
