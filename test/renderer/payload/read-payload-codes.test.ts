import { describe, expect, test } from 'vitest';
import { viewProject, type ProjectView } from '#app/project/payload/project-view.ts';
import type { PayloadSettings } from '#app/project/payload/settings.ts';
import { readPayload } from '#renderer/payload/read-payload.ts';
import { classic, classicView } from '#test/app/project/payload/asthma-view.ts';
import { csvSettings } from './csv-settings.ts';

const found = (text: string, given: Partial<PayloadSettings> = {}, view: ProjectView = classicView) =>
  readPayload(text, { ...csvSettings, ...given }, view).report.shown.map(({ message }) => message);

describe('What the project tells beside its dictionary', () => {
  test('checkbox columns have the names that the server gives them', () => {
    const named = viewProject({
      ...classic,
      checkboxColumns: [{ name: 'triggers___odd', field: 'triggers', code: 'Ödd' }],
    });
    expect(found('record_id,triggers___odd\n1,1\n', {}, named)).toEqual([]);
    expect(found('record_id,triggers___odd\n1,1\n')).toHaveLength(1);
    expect(found('record_id,trigers___odd\n1,1\n', {}, named)[0]).toContain('Did you mean triggers___odd?');
  });

  test('a missing data code is a value of every field, in rows and in EAV', () => {
    const withCodes = viewProject({ ...classic, missingCodes: [{ code: 'NASK', label: 'Not asked' }] });
    const rows = 'record_id,sex,weight,day\n1,NASK,NASK,NASK\n';
    expect(found(rows, {}, withCodes)).toEqual([]);
    expect(found(rows)).toHaveLength(3);
    const eav = 'record,field_name,value\n1,weight,NASK\n';
    expect(found(eav, { layout: 'eav' }, withCodes)).toEqual([]);
    expect(found(eav, { layout: 'eav' })).toHaveLength(1);
  });
});
