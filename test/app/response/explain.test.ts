import { describe, expect, it } from 'vitest';
import type { ExplainedPart } from '#app/response/answer.ts';
import { explain } from '#app/response/explain.ts';
import { redcapErrorMessage } from '#app/response/error-message.ts';
import { REDCAP_ERRORS } from '#app/response/redcap-errors.ts';

type Example = readonly [
  status: number,
  message: string,
  told: string,
  parts?: Readonly<Partial<Record<ExplainedPart['kind'], readonly string[]>>>,
];

/** Every message recorded from real servers (redcap-api.md 4.3), and what its explanation says and names. */
const recorded: readonly Example[] = [
  [403, 'You do not have permissions to use the API', 'did not accept the token'],
  [403, 'You do not have API Import/Update privileges', 'right to import', { right: ['API Import/Update'] }],
  [403, 'You do not have API Export privileges', 'right to export', { right: ['API Export'] }],
  [403, 'You do not have Delete Record privileges', 'right to delete', { right: ['Delete Record'] }],
  [
    400,
    "Insufficient user privileges: You must have 'API Export' privileges and 'Data Access Groups' privileges in the project.",
    'this method needs the rights “API Export” and “Data Access Groups”',
    { right: ['API Export', 'Data Access Groups'] },
  ],
  [400, 'The value of the parameter "content" is not valid', 'does not know this method'],
  [400, 'The value of the parameter "filterLogic" is not valid. Near [age', 'cannot read the filter logic'],
  [400, 'You cannot export arms for classic projects', 'no arms'],
  [400, 'You cannot export events for classic projects', 'no events'],
  [400, 'You cannot export form/event mappings for classic projects', 'maps no instruments'],
  [
    400,
    'You cannot export repeating instruments and events because the project does not contain any repeating instruments and events',
    'no repeating',
  ],
  [
    400,
    'The following values in the parameter "fields" are not valid: \'x\'',
    'This project does not have the field “x”.',
    { field: ['x'] },
  ],
  [
    400,
    'The "fields" parameter has been provided with a value, but the value is not an array. The "fields" parameter must be provided as an array of one or more values.',
    'wants a list where a single text was sent, in the parameter “fields”',
    { parameter: ['fields'] },
  ],
  [
    400,
    'One or more of the records provided cannot be deleted because they do not exist in the project. The following records do not exist: 1',
    'does not have the record “1”, so nothing was deleted',
    { record: ['1'] },
  ],
  [400, 'The record "-1" does not exist', 'does not have the record “-1”', { record: ['-1'] }],
  [
    400,
    "The field 'mugshotttttt' does not exist or is not a 'file' field",
    'Files cannot be kept in the field “mugshotttttt”',
    { field: ['mugshotttttt'] },
  ],
  [
    400,
    'The File Repository folder folder_id=99 does not exist or else you do not have permission to that folder because it is DAG-restricted or Role-restricted.',
    'does not have the folder “99”',
    { folder: ['99'] },
  ],
  [
    400,
    'The following values of redcap_event_name are invalid: visit_11_arm_1, visit_12_arm_1',
    'the events “visit_11_arm_1” and “visit_12_arm_1”',
    { event: ['visit_11_arm_1', 'visit_12_arm_1'] },
  ],
  [
    400,
    'The following fields were not found in the project as real data fields: foo, baz',
    'into the fields “foo” and “baz”',
    { field: ['foo', 'baz'] },
  ],
  [
    500,
    'REDCap ran out of server memory. The request cannot be processed. Please try importing/exporting a smaller amount of data.',
    'server’s memory',
  ],
];

/** Messages of the same build for other names, of old versions, and refusals of the practice server. */
const alike: readonly Example[] = [
  [
    403,
    'You do not have Rename Record privileges',
    'lacks the right “Rename Record”',
    { right: ['Rename Record'] },
  ],
  [
    400,
    "Insufficient user privileges: You must have 'Logging' privileges in the project.",
    'needs the right “Logging”',
    { right: ['Logging'] },
  ],
  [
    400,
    'The value of the parameter "format" is not valid',
    'the value of the parameter “format”',
    { parameter: ['format'] },
  ],
  [400, 'The parameter "record" is missing', 'misses the parameter “record”', { parameter: ['record'] }],
  [400, 'You cannot delete events for classic projects', 'is for longitudinal projects'],
  [
    400,
    "The following values in the parameter \"forms\" are not valid: 'a', 'b', 'c', 'd', 'e', 'f'",
    'the instruments “a”, “b”, “c”, “d” and 2 more',
    { form: ['a', 'b', 'c', 'd', 'e', 'f'] },
  ],
  [
    400,
    'The following values in the parameter "events" are not valid: \'x_arm_1\'',
    'the event “x_arm_1”',
    { event: ['x_arm_1'] },
  ],
  [
    400,
    "The following values in the parameter \"records\" are not valid: 'O'Brien', '7'",
    "the records “O'Brien” and “7”",
    { record: ["O'Brien", '7'] },
  ],
  [
    400,
    'The following values in the parameter "arms" are not valid: \'9\'',
    'the value “9” in the parameter “arms”',
    { parameter: ['arms'], value: ['9'] },
  ],
  [400, 'The record "7" already exists in the project', 'has the record “7” already', { record: ['7'] }],
  [400, 'The following values of form are invalid: visits', 'the instrument “visits”', { form: ['visits'] }],
  [
    400,
    "The field 'scan' exists on an instrument that is not designated for the event 'week_1_arm_1'",
    'The instrument of the field “scan” is not designated for the event “week_1_arm_1”',
    { field: ['scan'], event: ['week_1_arm_1'] },
  ],
  [
    400,
    'The data being imported is not formatted correctly. It could not be read as json.',
    'could not read the imported data',
  ],
  [
    400,
    'The following fields were not found in the project: malignant, n_36',
    'into the fields “malignant” and “n_36”',
    { field: ['malignant', 'n_36'] },
  ],
  [400, 'The following fields were not found in the project', 'columns that are no fields'],
  [400, 'No records were provided to be deleted', 'does not say what it is about'],
  [400, 'No valid file was uploaded', 'does not say what it is about'],
  [
    400,
    'The parameter "event" must be given when an instrument is given in a longitudinal project',
    'misses the parameter “event”',
    { parameter: ['event'] },
  ],
  [400, 'Surveys are not enabled in this project', 'Surveys are not switched on'],
  [400, 'The survey queue is not enabled in this project', 'does not use the survey queue'],
  [400, 'The instrument "labs" is not enabled as a survey', 'No survey belongs to', { form: ['labs'] }],
  [
    400,
    'The survey "diary" does not have "Save & Return Later" enabled',
    'cannot return to the instrument “diary”',
    { form: ['diary'] },
  ],
  [
    400,
    'The instrument "labs" is not designated for the event "week_1_arm_1"',
    'does not use the instrument “labs” in the event “week_1_arm_1”',
    { form: ['labs'], event: ['week_1_arm_1'] },
  ],
  [
    400,
    'The event week_1_arm_1 does not belong to the arm 2',
    'does not have the event “week_1_arm_1”',
    { event: ['week_1_arm_1'], value: ['2'] },
  ],
  [400, 'There is no file to download for this record', 'no file in this place'],
  [400, 'A signature field cannot be imported', 'signature cannot be stored'],
  [
    400,
    'The File Repository file doc_id=7 does not exist or else you do not have permission to its folder because it is DAG-restricted or Role-restricted.',
    'does not have the file “7”',
    { file: ['7'] },
  ],
  [
    400,
    'The external module "my_module" is not enabled for this project',
    'does not use the module “my_module”',
    { module: ['my_module'] },
  ],
  [400, 'The record "5" has already been randomized', 'allocated the record “5” already', { record: ['5'] }],
  [
    400,
    'The record cannot be randomized before these fields have a value: sex, age',
    'depends on the fields “sex” and “age”',
    { field: ['sex', 'age'] },
  ],
  [400, 'The allocation table has no unused entry left for this record', 'is used up'],
  [400, 'The record "5" has no data there', 'Nothing is stored for the record “5”', { record: ['5'] }],
  [
    400,
    'You cannot switch to the group "north" because you are not assigned to it in the DAG Switcher of the project',
    'may not work in this data access group',
  ],
  [
    400,
    'Each group must have a name in "data_access_group_name"',
    'nothing in the column “data_access_group_name”',
    { column: ['data_access_group_name'] },
  ],
  [400, 'The instance "new" can only be used with type "flat"', 'in flat data only'],
  [
    400,
    'The value of the project setting "purpose" is not valid',
    'the value of the setting “purpose”',
    { setting: ['purpose'] },
  ],
  [
    403,
    "You do not have the export rights for the field 'scan'",
    'may not export the field “scan”',
    { field: ['scan'] },
  ],
  [
    400,
    'The following values of unique_role_name are invalid: U-000',
    'the value “U-000” in the column “unique_role_name”',
    { column: ['unique_role_name'], value: ['U-000'] },
  ],
  [
    400,
    "The event 'visit_9' is not available in project",
    'does not have the event “visit_9”',
    { event: ['visit_9'] },
  ],
  [
    400,
    'The event week_1_arm_1 cannot repeat as a whole and by its instrument labs',
    'Either all of the event “week_1_arm_1” can repeat or the instrument “labs” in it',
    { event: ['week_1_arm_1'], form: ['labs'] },
  ],
  [
    400,
    'The arm number "arm_num" must be a whole number above 0',
    'no number of an arm in the column “arm_num”',
    { column: ['arm_num'] },
  ],
  [400, 'The arm 2 has no name', 'has no name'],
  [400, 'The ODM XML holds no project design', 'describes no project'],
  [400, 'The multipart body of the request could not be read', 'did not arrive as it was sent'],
  [400, 'No project has been created with this token yet', 'no project of its own yet'],
  [400, 'The request has too many parameters', 'more parameters than the server takes'],
  [
    400,
    'This method cannot be used while the project is in production status: it is only possible in development status',
    'only while the project is in Development status',
  ],
];

const examples = [...recorded, ...alike];

describe('the error dictionary', () => {
  for (const [status, message, told, named = {}] of examples) {
    it(`explains ${status} ${message}`, () => {
      const explanation = explain(message, status);
      expect(explanation.message).toContain(told);
      expect(explanation.message).toMatch(/^[A-Z].*\.$/);
      expect(explanation.message).not.toMatch(/[{}]/);
      expect(explanation.advice).toMatch(/^[A-Z].*\.$/);
      expect(explanation.detail).toBe(message);
      const parts: Record<string, string[]> = {};
      for (const { kind, name } of explanation.parts ?? []) (parts[kind] ??= []).push(name);
      expect(parts).toEqual(named);
    });
  }

  it('has an example for every entry, and no entry that an earlier one hides', () => {
    const used = examples.map(([, message]) => REDCAP_ERRORS.findIndex(({ says }) => says.test(message)));
    expect(new Set(used)).toEqual(new Set(REDCAP_ERRORS.keys()));
  });

  const escaped = (text: string): string =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#039;');

  it.each<readonly [string, (message: string) => string]>([
    ['with entities', escaped],
    ['in bold, with a line break', (message) => `<b>${message}</b><br />`],
    ['in a box, with entities', (message) => `<div class="red">${escaped(message)}</div>`],
    ['among blanks and lines', (message) => `\n  ${message}\n\n`],
    ['after a line of words', (message) => `The request was not carried out:\n${message}`],
  ])('understands messages that a server writes %s', (_, written) => {
    for (const [status, message] of examples) {
      const { message: told, parts } = explain(message, status);
      const again = explain(written(message), status);
      expect([again.message, again.parts], written(message)).toEqual([told, parts]);
      expect(again.detail).toBe(written(message));
    }
  });

  it.each([
    ['El registro "7" no existe', 400, 'REDCap refused the request.'],
    ['Sie haben keine Berechtigung für die API', 403, explain(null, 403).message],
    ['サーバーのメモリが足りません', 500, explain(null, 500).message],
    ['لا يوجد سجل', 404, explain(null, 404).message],
  ])('answers a message in another language by its status: %s', (message, status, told) => {
    expect(explain(message, status)).toMatchObject({ message: told, detail: message });
    expect(explain(message, status).advice).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    ["a', 'b", 'with quotation marks'],
    ['Müller, "Zoë"', 'with commas'],
    ['<img src=x onerror=alert(1)>', 'with a tag'],
    ['&amp;lt;', 'with an entity', '&lt;'],
    ['研究 7', 'in another script'],
    ['x'.repeat(4000), 'of any length'],
  ])('takes a record name whole: %s', (name, _, read = name) => {
    const { parts, message } = explain(`The record "${name}" already exists in the project`, 400);
    expect(parts).toEqual([{ kind: 'record', name: read }]);
    expect(message.length).toBeLessThan(200);
  });

  it('takes the names that an old version gives apart', () => {
    const body = '{"error":"The following fields were not found in the project","fields":["a","b_2"]}';
    const { parts } = explain(redcapErrorMessage(body), 400);
    expect(parts?.map(({ name }) => name)).toEqual(['a', 'b_2']);
  });

  it('shows an unknown message word for word, shortened if it is very long', () => {
    expect(explain('Something new', 400)).toMatchObject({ detail: 'Something new' });
    expect(explain('x'.repeat(50_000), 400).detail?.length).toBeLessThan(2100);
  });

  it('keeps names from hiding, reordering or flooding a sentence', () => {
    const name = `\u202Eabc\n${'x'.repeat(5000)}`;
    const { message, parts } = explain(`The record "${name}" does not exist`, 400);
    expect(message).not.toMatch(/[\u202E\n]/);
    expect(message.length).toBeLessThan(200);
    expect(parts?.[0]?.name).toBe(name);
  });

  it.each([
    [
      'names',
      `The following fields were not found in the project as real data fields: ${'a, '.repeat(500_000)}`,
    ],
    ['quotation marks', `The following values in the parameter "x" are not valid: ${"'".repeat(500_000)}`],
    ['beginnings', 'do not have '.repeat(100_000)],
    ['records', 'The record "'.repeat(100_000)],
    ['cells', '"","'.repeat(500_000)],
    ['open quotation marks', `"a","${'""'.repeat(500_000)}`],
  ])('is not slowed down by a flood of %s', (_, message) => {
    const began = performance.now();
    const explanation = explain(message, 400);
    expect(performance.now() - began).toBeLessThan(500);
    expect(explanation.parts?.length ?? 0).toBeLessThanOrEqual(1000);
  });
});
