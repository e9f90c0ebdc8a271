import type { Method, TextParameter } from './method.ts';
import {
  errorsOnly,
  event,
  fixedFormat,
  format,
  instrument,
  record,
  repeatInstance,
  returnFormat,
} from './parameters.ts';

const survey = {
  ...instrument,
  label: 'Survey',
  help: 'The unique name of an instrument that is enabled as a survey.',
  requirement: 'required',
  always: true,
} as const satisfies TextParameter;

const eventOfSurvey = {
  ...event,
  help: 'The unique name of the event, such as baseline_arm_1. Required in longitudinal projects.',
  requiredWhen: [{ project: 'longitudinal' }],
} as const satisfies TextParameter;

export const surveyMethods = [
  {
    id: 'export_survey_link',
    label: 'Export a Survey Link for a Participant',
    name: 'Export Survey Link',
    group: 'Surveys',
    content: 'surveyLink',
    effect: 'read',
    danger: { level: 0, reason: 'gives a link that lets anyone answer as this participant' },
    tokens: ['project'],
    rights: ['API Export', 'Survey Distribution Tools'],
    needs: 'surveys',
    // The order in which the original prints them, format included, which its help page does not list [S10].
    parameters: [
      {
        ...fixedFormat,
        help: 'Always sent, as the original does; the link comes as plain text.',
        values: [{ value: 'csv', label: 'CSV' }],
        default: 'csv',
      },
      survey,
      eventOfSurvey,
      record,
      repeatInstance,
      errorsOnly,
    ],
    returns: { kind: 'text', what: 'the link' },
    help: {
      summary:
        'Returns the personal survey link of one record. Whoever has it can answer as this participant.',
      gotchas: [{ text: 'A record that does not exist gives an error.', source: 'S5' }],
      examples: [{ format: 'text', body: 'https://redcap.example.edu/surveys/?s=<code>', origin: 'derived' }],
      words: [
        'survey url',
        'link for a participant',
        'invite',
        'send a survey',
        'personal link',
        'get survey links',
        'survey link of one participant',
      ],
    },
    since: '6.4.0',
  },
  {
    id: 'export_survey_participants',
    label: 'Export a Survey Participant List',
    name: 'Export Survey Participants',
    group: 'Surveys',
    content: 'participantList',
    effect: 'read',
    danger: { level: 0, reason: 'returns e-mail addresses, links and access codes of participants' },
    tokens: ['project'],
    rights: ['API Export', 'Survey Distribution Tools'],
    rightsNote: 'Older versions call Survey Distribution Tools Manage Survey Participants.',
    needs: 'surveys',
    // The order in which the original prints them [S10].
    parameters: [format, survey, eventOfSurvey, returnFormat],
    returns: {
      kind: 'rows',
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
    },
    help: {
      summary:
        'Returns the participant list of a survey: e-mail addresses, links, and who was invited or has answered.',
      gotchas: [
        {
          text: 'response_status is 0 for no answer, 1 for a partial and 2 for a complete one.',
          source: 'S1',
        },
        {
          text: 'invitation_send_time is the next sending that is planned, and blank if there is none.',
          source: 'S1',
        },
        { text: 'A column with the record may come, too.', source: 'S4' },
        {
          text: 'email_occurrence counts how often the same address is in the list.',
          source: 'S1',
        },
      ],
      examples: [
        {
          format: 'json',
          body: '[{"email":"","email_occurrence":1,"identifier":"","invitation_sent_status":0,"invitation_send_time":"","response_status":2,"survey_access_code":"<code>","survey_link":"https://redcap.example.edu/surveys/?s=<code>"}]',
          origin: 'derived',
        },
        {
          format: 'csv',
          body: 'email,email_occurrence,identifier,invitation_sent_status,invitation_send_time,response_status,survey_access_code,survey_link\n,1,,0,,2,<code>,https://redcap.example.edu/surveys/?s=<code>',
          origin: 'derived',
        },
        {
          format: 'xml',
          when: 'outermost name not recorded',
          body: '<?xml version="1.0" encoding="UTF-8" ?><items><item><email></email><email_occurrence>1</email_occurrence><identifier></identifier><invitation_sent_status>0</invitation_sent_status><invitation_send_time></invitation_send_time><response_status>2</response_status><survey_access_code>&lt;code&gt;</survey_access_code><survey_link>https://redcap.example.edu/surveys/?s=&lt;code&gt;</survey_link></item></items>',
          origin: 'derived',
        },
      ],
      words: [
        'participants',
        'e-mail addresses',
        'email addresses',
        'who answered',
        'who responded',
        'invitations',
        'response status',
        'survey list',
        'all survey links',
        'who has not answered',
      ],
    },
    since: '6.4.0',
  },
  {
    id: 'export_survey_queue_link',
    label: 'Export a Survey Queue Link for a Participant',
    name: 'Export Survey Queue Link',
    group: 'Surveys',
    content: 'surveyQueueLink',
    effect: 'read',
    danger: { level: 0, reason: "gives a link to the participant's survey queue" },
    tokens: ['project'],
    rights: ['API Export', 'Survey Distribution Tools'],
    needs: 'surveyQueue',
    parameters: [record, errorsOnly],
    returns: { kind: 'text', what: 'the link' },
    help: {
      summary:
        'Returns the link to the survey queue of one record: all surveys that wait for this participant. Whoever has it can answer as this participant.',
      gotchas: [{ text: 'The project must use the Survey Queue.', source: 'S2' }],
      examples: [
        { format: 'text', body: 'https://redcap.example.edu/surveys/?sq=<code>', origin: 'derived' },
      ],
      words: ['survey queue', 'queue url', 'all surveys of a participant', 'link to several surveys'],
    },
    since: '6.4.0',
  },
  {
    id: 'export_survey_return_code',
    label: 'Export a Survey Return Code for a Participant',
    name: 'Export Survey Return Code',
    group: 'Surveys',
    content: 'surveyReturnCode',
    effect: 'read',
    danger: { level: 0, reason: "gives a code that lets anyone continue the participant's answers" },
    tokens: ['project'],
    rights: ['API Export', 'Survey Distribution Tools'],
    needs: 'saveAndReturn',
    parameters: [record, survey, eventOfSurvey, repeatInstance, errorsOnly],
    returns: { kind: 'text', what: 'the return code' },
    help: {
      summary: 'Returns the code with which a participant continues a survey that was left unfinished.',
      gotchas: [{ text: 'The survey must have Save & Return Later switched on.', source: 'S2' }],
      examples: [{ format: 'text', body: '<8 characters>', origin: 'derived' }],
      words: ['return code', 'continue a survey', 'unfinished survey', 'save and return later', 'lost code'],
    },
    since: '6.4.0',
  },
  {
    id: 'export_survey_access_code',
    label: 'Export a Survey Access Code for a Participant',
    name: 'Export Survey Access Code',
    group: 'Surveys',
    content: 'surveyAccessCode',
    effect: 'read',
    danger: { level: 0, reason: "gives a code that lets anyone open the participant's survey" },
    tokens: ['project'],
    rights: ['API Export', 'Survey Distribution Tools'],
    needs: 'surveys',
    parameters: [record, survey, eventOfSurvey, repeatInstance, errorsOnly],
    returns: { kind: 'text', what: 'the access code' },
    help: {
      summary:
        'Returns the code with which a participant opens a survey without its link. Whoever has it can answer as this participant.',
      gotchas: [{ text: 'Servers before about REDCap 15.1.0 do not have this method.', source: 'S14' }],
      examples: [{ format: 'text', body: '<9 characters>', origin: 'derived' }],
      words: ['access code', 'open a survey without link', 'survey code', 'paper invitation'],
    },
    since: '15.1.0',
  },
] as const satisfies readonly Method[];
