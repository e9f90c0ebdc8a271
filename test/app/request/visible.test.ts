import { describe, expect, it } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import type { Draft, ProjectTraits } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { effectiveValue, isAsked, visibleParameters } from '#app/request/visible.ts';
import { methodOf } from './made-up-method.ts';

function shows(id: string, name: string, draft: Draft, traits: ProjectTraits = {}): boolean {
  return visibleParameters(methodOf(id), draft, traits).some((parameter) => parameter.name === name);
}

function valueOf(id: string, name: string, draft: Draft): unknown {
  const method = methodOf(id);
  const parameter = method.parameters.find((candidate) => candidate.name === name);
  return parameter && effectiveValue(method, parameter, draft);
}

describe('what is shown', () => {
  it.each([
    ['export_records', 'events', 'longitudinal'],
    ['export_pdf', 'repeat_instance', 'repeating'],
  ] as const)('%s shows %s unless the project is known not to be %s', (id, name, trait) => {
    expect(shows(id, name, {}, { [trait]: true })).toBe(true);
    expect(shows(id, name, {}, {})).toBe(true);
    expect(shows(id, name, {}, { [trait]: undefined })).toBe(true);
    expect(shows(id, name, {}, { [trait]: false })).toBe(false);
  });

  it('the arm only where there are several', () => {
    expect(shows('delete_records', 'arm', {}, { longitudinal: true, severalArms: true })).toBe(true);
    expect(shows('delete_records', 'arm', {}, { longitudinal: true, severalArms: false })).toBe(false);
    expect(shows('delete_records', 'arm', {}, { longitudinal: false, severalArms: true })).toBe(false);
  });

  it('the delimiter only for CSV, which is chosen at first', () => {
    expect(shows('export_records', 'csvDelimiter', {})).toBe(true);
    expect(shows('export_records', 'csvDelimiter', { format: 'json' })).toBe(false);
    expect(shows('import_records', 'csvDelimiter', { format: 'xml' })).toBe(false);
  });

  it('headers only for flat CSV', () => {
    expect(shows('export_records', 'rawOrLabelHeaders', {})).toBe(true);
    expect(shows('export_records', 'rawOrLabelHeaders', { type: 'eav' })).toBe(false);
    expect(shows('export_records', 'rawOrLabelHeaders', { format: 'xml' })).toBe(false);
  });

  it('checkbox labels only for flat rows with labels', () => {
    expect(shows('export_records', 'exportCheckboxLabel', {})).toBe(false);
    expect(shows('export_records', 'exportCheckboxLabel', { rawOrLabel: 'label' })).toBe(true);
    expect(shows('export_records', 'exportCheckboxLabel', { rawOrLabel: 'label', type: 'eav' })).toBe(false);
  });
});

describe('the value that counts', () => {
  it('is the drafted one, else the default', () => {
    expect(valueOf('export_records', 'type', {})).toBe('flat');
    expect(valueOf('export_records', 'type', { type: 'eav' })).toBe('eav');
    expect(valueOf('export_records', 'type', { type: '' })).toBe('flat');
    expect(valueOf('export_records', 'csvDelimiter', {})).toBe(',');
    expect(valueOf('import_arms', 'override', {})).toBe('0');
    expect(valueOf('import_arms', 'override', { override: '1' })).toBe('1');
  });

  it('is the followed one until one is chosen', () => {
    expect(valueOf('export_records', 'returnFormat', { format: 'json' })).toBe('json');
    expect(valueOf('export_records', 'returnFormat', { format: 'odm' })).toBe('xml');
    expect(valueOf('export_records', 'returnFormat', { format: 'odm', returnFormat: 'csv' })).toBe('csv');
  });

  it('is nothing where nothing was given', () => {
    expect(valueOf('export_records', 'records', {})).toBeUndefined();
    expect(valueOf('export_records', 'decimalCharacter', {})).toBeUndefined();
  });

  it('never comes from the object that the draft is', () => {
    expect(valueOf('export_records', 'records', Object.create({ records: ['1'] }) as Draft)).toBeUndefined();
  });
});

describe('the form asks for everything that is shown', () => {
  it('but a choice of one value, which is sent all the same', () => {
    const unasked = methods.flatMap(({ id, parameters }) =>
      parameters.filter((parameter) => !isAsked(parameter)).map(({ name }) => `${id}.${name}`),
    );
    expect(unasked).toEqual(['export_project_xml.format', 'export_survey_link.format']);
    const sent = prepare(methodOf('export_project_xml'), {}, {}).request.fields;
    expect(sent).toContainEqual({ kind: 'text', name: 'format', value: 'xml' });
  });
});
