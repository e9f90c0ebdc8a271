import { describe, expect, it } from 'vitest';
import { findMethod } from '#app/catalogue/catalogue.ts';
import type { OutlineField, ProjectOutline } from '#app/project/outline.ts';
import type { Draft } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { exportedIdentifiers, identifierSentence, withoutIdentifiers } from '#app/safety/identifiers.ts';

const field = (name: string, form: string, identifier: boolean, type = 'text'): OutlineField => ({
  name,
  label: name,
  form,
  type,
  identifier,
  required: false,
  choices: [],
  validation: '',
  min: '',
  max: '',
  calculated: false,
});

const fields = [
  field('record_id', 'enrolment', false),
  field('dob', 'enrolment', true),
  field('intro', 'enrolment', false, 'descriptive'),
  field('sbp', 'visit', false),
  field('phone', 'visit', true),
];

const outline: ProjectOutline = {
  title: 'Made up',
  status: 'development',
  longitudinal: false,
  repeating: false,
  autoNumbering: true,
  redcapVersion: '15.5.0',
  recordIdField: 'record_id',
  fields,
  forms: [],
  checkboxColumns: [],
  missingCodes: [],
  events: [],
  arms: [],
  mappings: [],
  repeatingForms: [],
  records: [],
  dags: [],
  users: [],
  roles: [],
  reports: null,
  missing: [],
  readAt: '2026-11-23T12:00:00Z',
};

function identifiersOf(methodId: string, draft: Draft, known: ProjectOutline | null = outline) {
  const method = findMethod(methodId);
  if (method === undefined) throw new Error(methodId);
  return (
    exportedIdentifiers(prepare(method, draft, {}).request.fields, known)?.map(({ name }) => name) ?? null
  );
}

describe('the identifiers of an export', () => {
  it('are all of them when nothing is chosen, because that exports everything', () => {
    expect(identifiersOf('export_records', {})).toEqual(['dob', 'phone']);
  });

  it('are those of the chosen fields and instruments together', () => {
    expect(identifiersOf('export_records', { fields: ['sbp'] })).toEqual([]);
    expect(identifiersOf('export_records', { fields: ['dob'], forms: ['visit'] })).toEqual(['dob', 'phone']);
  });

  it('are none in a project XML without data, and unknown where no values are exported', () => {
    expect(identifiersOf('export_project_xml', {})).toEqual(['dob', 'phone']);
    expect(identifiersOf('export_project_xml', { returnMetadataOnly: 'true' })).toEqual([]);
    expect(identifiersOf('export_metadata', {})).toBeNull();
    expect(identifiersOf('export_records', {}, null)).toBeNull();
  });
});

describe('leaving identifiers out', () => {
  it('names every other field with a value, and the status of whole instruments', () => {
    expect(withoutIdentifiers(fields, [], [])).toEqual([
      'record_id',
      'sbp',
      'enrolment_complete',
      'visit_complete',
    ]);
    expect(withoutIdentifiers(fields, ['record_id', 'dob', 'visit_complete'], [])).toEqual([
      'record_id',
      'visit_complete',
    ]);
    expect(withoutIdentifiers(fields, ['record_id'], ['visit'])).toEqual([
      'record_id',
      'sbp',
      'visit_complete',
    ]);
  });

  it('leaves an export without any', () => {
    expect(identifiersOf('export_records', { fields: withoutIdentifiers(fields, [], ['visit']) })).toEqual(
      [],
    );
  });
});

describe('the sentence', () => {
  it('counts and names a few', () => {
    expect(identifierSentence([])).toBe('');
    expect(identifierSentence(fields.slice(1, 2))).toBe('Holds 1 identifier: dob.');
    expect(identifierSentence(fields)).toBe('Holds 5 identifiers: record_id, dob, intro and 2 more.');
  });
});
