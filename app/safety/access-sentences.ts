import type { FieldValues, Sentence } from './field-values.ts';
import { named, quoted, shown } from './words.ts';

/** One sentence for each method about groups, users, roles, surveys and the log. */
export const accessSentences = {
  export_dags: () => 'Reads the data access groups of the project.',
  import_dags: () => 'Adds or renames data access groups from the data.',
  delete_dags: (values) =>
    deletes(values, 'dags', 'data access group', ', whose users and records are then in no group'),
  switch_dag: (values) => {
    const group = values.text('dag');
    return group === ''
      ? 'Takes you out of your data access group, which changes what later requests of yours see.'
      : `Moves you to data access group ${quoted(group)}, which changes what later requests of yours see.`;
  },
  export_user_dag_assignments: () => 'Reads which user is in which data access group.',
  import_user_dag_assignments: () =>
    'Moves the users in the data to other data access groups, or out of theirs.',

  export_survey_link: (values) =>
    `Reads the link to ${survey(values)}: whoever has it can answer as this participant.`,
  export_survey_participants: (values) =>
    `Reads the participants of survey ${quoted(values.text('instrument'))}${atEvent(values)}, with e-mail addresses and links.`,
  export_survey_queue_link: (values) =>
    `Reads the link to the survey queue of record ${quoted(values.text('record'))}: whoever has it can answer as this participant.`,
  export_survey_return_code: (values) =>
    `Reads the return code for ${survey(values)}: whoever has it can continue the answers.`,
  export_survey_access_code: (values) =>
    `Reads the access code for ${survey(values)}: whoever has it can answer as this participant.`,

  export_users: () => 'Reads the users of the project with their e-mail addresses and rights.',
  import_users: () => 'Adds users from the data, or changes the rights of existing ones.',
  delete_users: (values) => deletes(values, 'users', 'user', ' from the project', 'Removes'),

  export_user_roles: () => 'Reads the user roles and their rights.',
  import_user_roles: () => 'Adds or changes user roles from the data, and so the rights of everyone in them.',
  delete_user_roles: (values) => deletes(values, 'roles', 'user role', ', whose users then have none'),
  export_user_role_assignments: () => 'Reads which user has which role.',
  import_user_role_assignments: () =>
    'Gives the users in the data other roles, or takes theirs away, and so changes their rights.',

  export_logging: (values) => {
    const which = [
      part(' of type ', values.text('logtype')),
      part(' by user ', values.text('user')),
      part(' on record ', values.text('record')),
      values.text('dag') === '' ? '' : ` of group ${shown(values.text('dag'))}`,
    ].join('');
    const timed = values.text('beginTime') !== '' || values.text('endTime') !== '';
    if (which === '' && !timed) return 'Reads the whole log of the project.';
    return `Reads the log entries${which}${timed ? ' in a timespan' : ''}.`;
  },
} as const satisfies Readonly<Record<string, Sentence>>;

function deletes(
  values: FieldValues,
  list: string,
  noun: string,
  effect: string,
  verb: 'Deletes' | 'Removes' = 'Deletes',
): string {
  const names = values.list(list);
  return names.length === 0
    ? `${verb} nothing: no ${noun} is named.`
    : `${verb} ${named(noun, names, effect)}.`;
}

function survey(values: FieldValues): string {
  const instance = values.text('repeat_instance');
  const which = instance === '' ? '' : `, instance ${shown(instance)}`;
  return `survey ${quoted(values.text('instrument'))} of record ${quoted(values.text('record'))}${atEvent(values)}${which}`;
}

function atEvent(values: FieldValues): string {
  return part(' at event ', values.text('event'));
}

function part(before: string, value: string): string {
  return value === '' ? '' : `${before}${quoted(value)}`;
}
