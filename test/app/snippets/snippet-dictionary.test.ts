import { expect, test } from 'vitest';
import type { ProjectOutline } from '#app/project/outline.ts';
import { snippetDictionary } from '#app/snippets/snippet-dictionary.ts';
import { fieldOf } from '#test/support/outline-field.ts';

const fields = [fieldOf({ name: 'study_id', form: 'start' }), fieldOf({ name: 'age', form: 'start' })];

const outline: ProjectOutline = {
  title: 'Made up',
  status: 'development',
  longitudinal: true,
  repeating: false,
  autoNumbering: true,
  redcapVersion: null,
  recordIdField: 'study_id',
  fields,
  forms: null,
  checkboxColumns: null,
  missingCodes: [{ code: '-99', label: 'Not done' }],
  events: null,
  arms: null,
  mappings: null,
  repeatingForms: null,
  records: [{ name: 'a patient', label: '' }],
  dags: null,
  users: [{ name: 'a user', label: '' }],
  roles: null,
  reports: null,
  missing: [],
  readAt: '2026-01-01T00:00:00Z',
};

test('code learns of the fields, the ID field, the events and the missing-data codes, and of no record or user', () => {
  const made = snippetDictionary(outline);
  expect(made).toMatchObject({ recordIdField: 'study_id', longitudinal: true, fields });
  expect(made?.missingCodes).toEqual([{ code: '-99', label: 'Not done' }]);
  expect(JSON.stringify(made)).not.toMatch(/a patient|a user/);
});

test('a project whose kind could not be read counts as one without events', () => {
  expect(snippetDictionary({ ...outline, longitudinal: undefined })?.longitudinal).toBe(false);
});

test('there is no dictionary while the project, its fields or its ID field are unknown', () => {
  expect(snippetDictionary(null)).toBeNull();
  expect(snippetDictionary({ ...outline, fields: null })).toBeNull();
  expect(snippetDictionary({ ...outline, recordIdField: null })).toBeNull();
});
