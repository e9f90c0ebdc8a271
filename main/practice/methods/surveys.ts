import { createHash } from 'node:crypto';
import { ApiError, plainAnswer, invalidParameter } from '../answer.ts';
import { textOf } from '../body.ts';
import { demandText, invalidValues, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { tableAnswer } from '../formats/write-table.ts';
import { isDesignated, isRepeatingEvent, isRepeatingForm } from '../model/design.ts';
import { compareNames, findRow } from '../model/project.ts';
import type { StudyRecord } from '../model/project.ts';
import { maySee } from '../model/select.ts';
import { demandRecord } from './record-names.ts';

const RIGHTS = ['API Export', 'Survey Distribution Tools'] as const;

/** The participant's personal link to a survey, as plain text. */
export const exportSurveyLink: Method = {
  rights: RIGHTS,
  run: (call) => plainAnswer(`${call.state.origin}/surveys/?s=${code(call, 'link', 16, placeOf(call))}`),
};

export const exportSurveyAccessCode: Method = {
  rights: RIGHTS,
  run: (call) => plainAnswer(code(call, 'access', 9, placeOf(call))),
};

/** Only for a survey that participants may save and return to. */
export const exportSurveyReturnCode: Method = {
  rights: RIGHTS,
  run: (call) => {
    const place = placeOf(call);
    if (!call.project.surveyOptions.saveAndReturn.includes(place.survey)) {
      throw new ApiError(`The survey "${place.survey}" does not have "Save & Return Later" enabled`);
    }
    return plainAnswer(code(call, 'return', 8, place));
  },
};

export const exportSurveyQueueLink: Method = {
  rights: RIGHTS,
  run: (call) => {
    demandSurveys(call);
    const { name } = demandRecord(call, demandText(call, 'record'));
    if (!call.project.surveyOptions.queue) {
      throw new ApiError('The survey queue is not enabled in this project');
    }
    const place = { survey: '', event: '', record: name, instance: 1 };
    return plainAnswer(`${call.state.origin}/surveys/?sq=${code(call, 'queue', 16, place)}`);
  },
};

/** One line per record of the survey's arm; nobody in a practice project was ever invited by e-mail. */
export const exportParticipantList: Method = {
  rights: RIGHTS,
  run: (call) => {
    const { survey, event } = surveyOf(call);
    const { design, records } = call.project;
    const { arm } = design.eventByName.get(event) ?? design.firstEvent;
    const participants = [...records.values()]
      .filter((record) => maySee(call, record))
      .filter(({ rows }) => [...rows.values()].some((row) => design.eventByName.get(row.event)?.arm === arm))
      .sort((a, b) => compareNames(a.name, b.name));
    return tableAnswer(tableFormat(call), {
      columns: [
        'email',
        'email_occurrence',
        'identifier',
        'invitation_sent_status',
        'invitation_send_time',
        'response_status',
        'survey_access_code',
        'survey_link',
      ],
      rows: participants.map((record) => {
        const place = { survey, event, record: record.name, instance: 1 };
        const link = `${call.state.origin}/surveys/?s=${code(call, 'link', 16, place)}`;
        const status = responseStatus(call, record, place);
        return ['', 1, '', 0, '', status, code(call, 'access', 9, place), link];
      }),
    });
  },
};

interface SurveyPlace {
  readonly survey: string;
  readonly event: string;
  readonly record: string;
  readonly instance: number;
}

function placeOf(call: Call): SurveyPlace {
  const { survey, event } = surveyOf(call);
  const { name } = demandRecord(call, demandText(call, 'record'));
  const text = textOf(call.parameters, 'repeat_instance').trim() || '1';
  if (!/^[1-9]\d{0,4}$/.test(text)) throw invalidParameter('repeat_instance');
  const { design } = call.project;
  const repeats = isRepeatingEvent(design, event) || isRepeatingForm(design, event, survey);
  return { survey, event, record: name, instance: repeats ? Number(text) : 1 };
}

/** The survey and event asked for. Throws where the project has no such survey there. */
function surveyOf(call: Call): Pick<SurveyPlace, 'survey' | 'event'> {
  demandSurveys(call);
  const { design } = call.project;
  const survey = demandText(call, 'instrument');
  const instrument = design.instruments.find(({ name }) => name === survey);
  if (!instrument) throw invalidValues('instrument', [survey]);
  if (!instrument.survey) throw new ApiError(`The instrument "${survey}" is not enabled as a survey`);
  const event = design.longitudinal ? demandText(call, 'event') : design.firstEvent.uniqueName;
  if (!design.eventByName.has(event)) throw invalidValues('event', [event]);
  if (!isDesignated(design, event, survey)) {
    throw new ApiError(`The instrument "${survey}" is not designated for the event "${event}"`);
  }
  return { survey, event };
}

function demandSurveys({ project }: Call): void {
  if (project.settings.surveys_enabled !== 1) throw new ApiError('Surveys are not enabled in this project');
}

/** 0 none, 1 partial, 2 complete. */
function responseStatus(call: Call, record: StudyRecord, { survey, event, instance }: SurveyPlace): number {
  const { design } = call.project;
  const form = isRepeatingForm(design, event, survey) ? survey : '';
  const repeats = form !== '' || isRepeatingEvent(design, event);
  const values = findRow(record, event, form, repeats ? instance : 0)?.values;
  if (values?.get(`${survey}_complete`) === '2') return 2;
  const answered = design.dataFields.some(
    (field) => field.form === survey && field.type !== 'status' && values?.has(field.name),
  );
  return answered ? 1 : 0;
}

// The same at every call, without being stored: made from what it stands for.
function code(call: Call, kind: string, length: number, place: SurveyPlace): string {
  const { survey, event, record, instance } = place;
  const meant = JSON.stringify([call.project.id, kind, survey, event, record, instance]);
  const letters = 'ABCDEFGHJKLMNPRTWXY3478';
  const digest = createHash('sha256').update(meant).digest();
  return [...digest.subarray(0, length)].map((byte) => letters[byte % letters.length]).join('');
}
