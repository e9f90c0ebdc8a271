import { describe, expect, it } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { findMethods } from '#renderer/methods/find-methods.ts';

const first = (query: string): string | undefined => findMethods(query)[0]?.name;

describe('a method is found', () => {
  it.each(methods.map(({ name, label, id }) => [name, label, id] as const))(
    '%s by its names',
    (name, label, id) => {
      expect(first(name)).toBe(name);
      expect(first(label)).toBe(name);
      expect(first(id)).toBe(name);
    },
  );

  it.each([
    ['who has access', 'Export Users'],
    ['who can see the data', 'Export Users'],
    ['delete a record', 'Delete Records'],
    ['next id', 'Generate Next Record Name'],
    ['download attachment', 'Export a File'],
    ['audit trail', 'Export Logging'],
    ['codebook', 'Export Data Dictionary'],
    ['add a user', 'Import Users'],
    ['switch group', 'Switch DAG'],
    ['which version', 'Export REDCap Version'],
    ['backup', 'Export Entire Project (XML)'],
    ['survey url', 'Export Survey Link'],
  ])('by the question “%s”', (question, name) => {
    expect(first(question)).toBe(name);
  });

  it.each([
    ['who has acess', 'Export Users'],
    ['delete a recrod', 'Delete Records'],
    ['delet a record', 'Delete Records'],
    ['generat next', 'Generate Next Record Name'],
    ['download atachment', 'Export a File'],
    ['EXPORT RECRDS', 'Export Records'],
    ['codebok', 'Export Data Dictionary'],
  ])('in spite of the typing error in “%s”', (question, name) => {
    expect(first(question)).toBe(name);
  });

  it('among all of them while nothing is typed', () => {
    expect(findMethods('  ')).toEqual(methods);
  });

  it('but not by what fits nothing', () => {
    expect(findMethods('zzzzqqq')).toEqual([]);
    expect(findMethods('<script>')).toEqual([]);
  });
});
