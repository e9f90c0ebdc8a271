import { describe, expect, test } from 'vitest';
import { findMethod } from '#app/catalogue/catalogue.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import { payloadSettings, type PayloadSettings } from '#app/project/payload/settings.ts';
import { recordsTemplate } from '#app/project/payload/template.ts';
import { viewProject } from '#app/project/payload/project-view.ts';
import type { Draft } from '#app/request/draft.ts';
import { readPayload } from '#renderer/payload/read-payload.ts';
import { classic, longitudinal } from './asthma-view.ts';

function settingsOf(draft: Draft): PayloadSettings {
  const method = findMethod('import_records');
  const data = method?.parameters.find(({ name }) => name === 'data');
  if (method === undefined || data?.kind !== 'payload') throw new Error('Import Records has data.');
  return payloadSettings(method, data, draft);
}

const outlineOf = (project: typeof classic, records: ProjectOutline['records']): ProjectOutline => ({
  title: 'Trial',
  status: 'development',
  repeating: true,
  redcapVersion: null,
  arms: null,
  users: null,
  reports: null,
  roles: null,
  missing: [],
  readAt: '2026-01-31T00:00:00Z',
  ...project,
  dags: [],
  records,
});

describe('A template', () => {
  for (const project of [classic, longitudinal]) {
    for (const format of ['csv', 'json', 'xml']) {
      for (const type of ['flat', 'eav']) {
        for (const dateFormat of ['YMD', 'MDY', 'DMY']) {
          test(`passes its own checks: ${project === classic ? 'classic' : 'longitudinal'}, ${format}, ${type}, ${dateFormat}`, () => {
            const settings = settingsOf({ format, type, dateFormat, csvDelimiter: ';' });
            for (const { name } of project.forms ?? []) {
              const text = recordsTemplate(outlineOf(project, null), name, settings);
              expect(text).not.toBeNull();
              const { report } = readPayload(text ?? '', settings, viewProject({ ...project, dags: [] }));
              expect(report.shown).toEqual([]);
              expect(report.rows).toBeGreaterThan(0);
            }
          });
        }
      }
    }
  }

  test('names a record that the project does not have', () => {
    const numbered = outlineOf(classic, [
      { name: '7', label: '' },
      { name: '12', label: '' },
    ]);
    expect(recordsTemplate(numbered, 'visit', settingsOf({}))).toMatch(/^13,/m);
    const named = outlineOf(classic, [{ name: 'new_1', label: '' }]);
    expect(recordsTemplate(named, 'visit', settingsOf({}))).toMatch(/^new_2,/m);
  });

  test('is none for ODM', () => {
    expect(recordsTemplate(outlineOf(classic, null), 'visit', settingsOf({ format: 'odm' }))).toBeNull();
  });
});
