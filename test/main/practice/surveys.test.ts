import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceClient } from './practice-client.ts';
import type { PracticeClient } from './practice-client.ts';

let practice: PracticeClient;
let classic: string;
let trial: string;
beforeAll(async () => {
  practice = await practiceClient();
  ({ classic, trial } = practice);
});
afterAll(() => practice.server.close());

const PLACE = { record: '1001', instrument: 'asthma_control', event: 'baseline_arm_1' };
const SHAPES = [
  ['surveyLink', /^http:\/\/127\.0\.0\.1:\d+\/surveys\/\?s=[A-Z0-9]{16}$/],
  ['surveyQueueLink', /^http:\/\/127\.0\.0\.1:\d+\/surveys\/\?sq=[A-Z0-9]{16}$/],
  ['surveyReturnCode', /^[A-Z0-9]{8}$/],
  ['surveyAccessCode', /^[A-Z0-9]{9}$/],
] as const;

describe('survey links and codes', () => {
  test.each(SHAPES)(
    '%s is plain text, the same at each call, another for each record',
    async (content, shape) => {
      const first = await practice.call(trial, { content, ...PLACE });
      expect([first.status, first.type]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(first.text).toMatch(shape);
      expect((await practice.call(trial, { content, ...PLACE })).text).toBe(first.text);
      const second = await practice.call(trial, { content, ...PLACE, record: '1002' });
      expect(second.text).toMatch(shape);
      expect(second.text).not.toBe(first.text);
    },
  );

  test('differ by event', async () => {
    const here = await practice.call(trial, { content: 'surveyLink', ...PLACE });
    const later = await practice.call(trial, { content: 'surveyLink', ...PLACE, event: 'month_3_arm_1' });
    expect(later.text).not.toBe(here.text);
  });

  test('a link opens a page', async () => {
    const { text } = await practice.call(trial, { content: 'surveyLink', ...PLACE });
    const response = await fetch(text);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
  });

  test.each(SHAPES.map(([content]) => content))('%s of an unknown record is refused', async (content) => {
    expect(await practice.refusal(trial, { content, ...PLACE, record: '-1' })).toBe(
      'The record "-1" does not exist',
    );
  });

  test.each([
    ['nothing', `The following values in the parameter "instrument" are not valid: 'nothing'`],
    ['spirometry', 'The instrument "spirometry" is not enabled as a survey'],
    ['', 'The parameter "instrument" is missing or empty'],
  ])('the instrument %j is refused', async (instrument, message) => {
    for (const content of ['surveyLink', 'surveyAccessCode', 'surveyReturnCode', 'participantList']) {
      expect(await practice.refusal(trial, { content, ...PLACE, instrument })).toBe(message);
    }
  });

  test.each([
    ['', 'The parameter "event" is missing or empty'],
    ['nowhere', `The following values in the parameter "event" are not valid: 'nowhere'`],
    ['unscheduled_visit_arm_1', 'is not designated for the event'],
  ])('the event %j is refused', async (event, message) => {
    for (const content of ['surveyLink', 'participantList']) {
      expect(await practice.refusal(trial, { content, ...PLACE, event })).toContain(message);
    }
  });

  test.each(['0', 'x', '100000'])('the instance %j is refused', async (repeat_instance) => {
    for (const content of ['surveyLink', 'surveyAccessCode', 'surveyReturnCode']) {
      expect(await practice.refusal(trial, { content, ...PLACE, repeat_instance })).toBe(
        'The value of the parameter "repeat_instance" is not valid',
      );
    }
  });

  test('without a queue or "Save & Return Later" there is no queue link and no return code', async () => {
    const fields = { record: '1', instrument: 'lifestyle' };
    expect((await practice.call(classic, { content: 'surveyLink', ...fields })).status).toBe(200);
    expect(await practice.refusal(classic, { content: 'surveyQueueLink', ...fields })).toContain('queue');
    expect(await practice.refusal(classic, { content: 'surveyReturnCode', ...fields })).toContain(
      'Save & Return',
    );
  });

  test('a project without surveys refuses them all', async () => {
    const off = { content: 'project_settings', data: '{"surveys_enabled":"0"}' };
    await practice.json(classic, off);
    const fields = { record: '1', instrument: 'lifestyle' };
    for (const [content] of [...SHAPES, ['participantList'] as const]) {
      expect(await practice.refusal(classic, { content, ...fields })).toContain('Surveys are not enabled');
    }
    await practice.json(classic, { ...off, data: '{"surveys_enabled":"1"}' });
  });
});

describe('Export a Survey Participant List', () => {
  const LIST = { content: 'participantList', instrument: 'asthma_control', event: 'month_3_arm_1' };

  test('has a line per participant of the arm with link, code and what was answered', async () => {
    const rows = await practice.json(trial, LIST);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'email',
      'email_occurrence',
      'identifier',
      'invitation_sent_status',
      'invitation_send_time',
      'response_status',
      'survey_access_code',
      'survey_link',
    ]);
    const [first] = rows;
    const place = { ...PLACE, event: 'month_3_arm_1' };
    expect(first?.['survey_link']).toBe(
      (await practice.call(trial, { content: 'surveyLink', ...place })).text,
    );
    expect(first?.['survey_access_code']).toBe(
      (await practice.call(trial, { content: 'surveyAccessCode', ...place })).text,
    );
    const answered = await practice.json(trial, {
      content: 'record',
      events: ['month_3_arm_1'],
      filterLogic: '[asthma_control_complete] = "2"',
    });
    const complete = rows.filter((row) => row['response_status'] === 2);
    expect(complete).toHaveLength(new Set(answered.map((row) => row['study_id'])).size);
    expect(rows.some((row) => row['response_status'] === 0)).toBe(true);
  });

  test('follows what is stored: partial, then complete', async () => {
    const importing = (values: object) => ({
      content: 'record',
      action: 'import',
      data: JSON.stringify([{ study_id: '1008', redcap_event_name: 'month_3_arm_1', ...values }]),
    });
    const status = async () => {
      const link = await practice.call(trial, {
        content: 'surveyLink',
        ...PLACE,
        record: '1008',
        event: LIST.event,
      });
      const rows = await practice.json(trial, LIST);
      return rows.find((row) => row['survey_link'] === link.text)?.['response_status'];
    };
    expect(await status()).toBe(0);
    await practice.json(trial, importing({ wellbeing: '50' }));
    expect(await status()).toBe(1);
    await practice.json(trial, importing({ asthma_control_complete: '2' }));
    expect(await status()).toBe(2);
  });
});
