import { describe, expect, it } from 'vitest';
import { findMethod, groups, methods } from '#app/catalogue/catalogue.ts';

describe('a method is found by its id', () => {
  it.each(methods.map((method) => [method.id, method] as const))('%s', (id, method) => {
    expect(findMethod(id)).toBe(method);
  });

  it.each(['', 'Export_Records', 'export_records ', '__proto__', 'constructor'])('and none by “%s”', (id) => {
    expect(findMethod(id)).toBeUndefined();
  });
});

describe('the methods of a group', () => {
  it('stand together, in the order of the window', () => {
    const changes = methods
      .map((method) => method.group)
      .filter((group, index, all) => group !== all[index - 1]);
    expect(changes).toEqual(groups);
    expect(groups).toEqual([
      'Records',
      'Metadata',
      'Field Names',
      'Files',
      'File Repository',
      'Instruments',
      'Projects',
      'Arms',
      'Events',
      'Repeating Instruments and Events',
      'Reports',
      'Data Access Groups',
      'Surveys',
      'Users & User Privileges',
      'User Roles',
      'Logging',
      'REDCap',
      'External Modules',
    ]);
  });
});
