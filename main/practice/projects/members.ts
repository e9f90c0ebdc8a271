import { OWNER, newUser } from '../model/members.ts';
import type { ProjectUser } from '../model/members.ts';
import { ALL_PRIVILEGES, EXPORT_LEVELS, LEAST_PRIVILEGES, privileges } from '../model/privileges.ts';
import type { Privileges } from '../model/privileges.ts';

const READS = {
  api_export: 1,
  reports: 1,
  stats_and_charts: 1,
  calendar: 1,
  logging: 1,
  file_repository: 1,
  data_access_groups: 1,
  manage_survey_participants: 1,
  user_rights: 2,
} as const;

/** Rights of the made-up users: each lacks something that a request can run into. */
export const READ_ONLY = privileges(READS, { view: 129, export: EXPORT_LEVELS.full });
export const DEIDENTIFIED = privileges(
  { api_export: 1, reports: 1, stats_and_charts: 1 },
  { view: 129, export: EXPORT_LEVELS.deidentified },
);
export const WITHOUT_IDENTIFIERS = privileges(
  { api_export: 1, reports: 1, stats_and_charts: 1 },
  { view: 129, export: EXPORT_LEVELS.withoutIdentifiers },
);
export const IMPORT_ONLY = privileges(
  { api_import: 1, data_import_tool: 1, file_repository: 1, record_create: 1 },
  { view: 130, export: EXPORT_LEVELS.none },
);
export const SITE_STAFF = privileges(
  {
    api_export: 1,
    api_import: 1,
    calendar: 1,
    file_repository: 1,
    logging: 1,
    record_create: 1,
    record_delete: 1,
    record_rename: 1,
    manage_survey_participants: 1,
  },
  { view: 130, export: EXPORT_LEVELS.full },
);

export interface ListedUser {
  readonly user: ProjectUser;
  /** What sets the user apart, for whoever picks a token. */
  readonly rights: string;
}

const NAMES: Readonly<Record<string, readonly [first: string, last: string]>> = {
  practice_reader: ['Rita', 'Reader'],
  practice_deidentified: ['Dean', 'Deidentified'],
  practice_importer: ['Ida', 'Importer'],
  practice_noidentifiers: ['Nora', 'Noname'],
  practice_north: ['Nils', 'North'],
};

function listed(username: string, rights: string, given: Privileges, dag = ''): ListedUser {
  const [firstName = '', lastName = ''] = NAMES[username] ?? [];
  const email = `${username.replace('practice_', '')}@practice.example.org`;
  return { rights, user: { ...newUser(username, given), firstName, lastName, email, dag } };
}

const EVERYWHERE: readonly ListedUser[] = [
  { user: OWNER, rights: 'every right' },
  listed('practice_reader', 'read-only: exports everything, changes nothing', READ_ONLY),
  listed('practice_deidentified', 'exports de-identified data only', DEIDENTIFIED),
  listed('practice_importer', 'imports only, exports nothing', IMPORT_ONLY),
];

/** Of the large project. */
export const LARGE_USERS: readonly ListedUser[] = [{ user: OWNER, rights: 'every right' }];

/** The users of the registry who have a token. */
export const REGISTRY_USERS: readonly ListedUser[] = [
  ...EVERYWHERE,
  listed('practice_noidentifiers', 'exports without identifier fields', WITHOUT_IDENTIFIERS),
];

const north = listed(
  'practice_north',
  'member of the Data Access Group North Clinic, may switch to South Clinic',
  SITE_STAFF,
  'north_clinic',
);

/** The users of the trial who have a token. */
export const TRIAL_USERS: readonly ListedUser[] = [
  ...EVERYWHERE,
  { ...north, user: { ...north.user, switchable: ['north_clinic', 'south_clinic'] } },
];

/** Users whose rights come from a role; they have no token. */
export const TRIAL_ROLES = [
  { id: 61, uniqueName: 'U-527PRACTMN', label: 'Monitor', privileges: READ_ONLY },
  { id: 62, uniqueName: 'U-839PRACTSN', label: 'Study nurse', privileges: SITE_STAFF },
  { id: 63, uniqueName: 'U-964PRACTDM', label: 'Data manager', privileges: ALL_PRIVILEGES },
] as const;

const roleMember = (username: string, firstName: string, lastName: string, role: string, dag: string) => ({
  ...newUser(username, LEAST_PRIVILEGES),
  firstName,
  lastName,
  email: `${username}@practice.example.org`,
  role,
  dag,
});

export const TRIAL_STAFF: readonly ProjectUser[] = [
  roleMember('m.hollis', 'Maud', 'Hollis', 'U-527PRACTMN', ''),
  roleMember('s.eriksen', 'Sven', 'Eriksen', 'U-839PRACTSN', 'south_clinic'),
];
