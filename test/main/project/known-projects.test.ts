import { expect, it } from 'vitest';
import type { ProjectOutline } from '#app/project/outline.ts';
import { createKnownProjects } from '#main/project/known-projects.ts';

const outline: ProjectOutline = {
  title: 'Trial',
  status: 'development',
  longitudinal: false,
  repeating: false,
  autoNumbering: true,
  redcapVersion: null,
  recordIdField: 'id',
  fields: [
    {
      name: 'id',
      label: 'Record ID',
      form: 'base',
      type: 'text',
      identifier: true,
      required: false,
      choices: [],
      validation: '',
      min: '',
      max: '',
      calculated: false,
    },
  ],
  forms: [{ name: 'base', label: 'Base' }],
  checkboxColumns: null,
  missingCodes: [],
  events: [],
  arms: [],
  mappings: [],
  repeatingForms: [],
  records: [{ name: 'Jane Roe', label: '' }],
  dags: null,
  users: null,
  roles: null,
  reports: null,
  missing: [],
  readAt: '2026-01-01T00:00:00Z',
};

it('only what comparing needs of a project is kept, and no record name', () => {
  const known = createKnownProjects();
  known.remember('a', outline);
  expect(known.find('a')).toEqual({
    recordIdField: 'id',
    fields: [{ name: 'id', form: 'base', type: 'text' }],
    forms: [{ name: 'base' }],
  });
});

it('a project that is forgotten, or one of too many, is not kept', () => {
  const known = createKnownProjects();
  known.remember('a', outline);
  known.forget('a');
  expect(known.find('a')).toBeNull();
  for (let index = 0; index < 20; index += 1) known.remember(String(index), outline);
  expect(known.find('0')).toBeNull();
  expect(known.find('19')).not.toBeNull();
});
