import { describe, expect, it } from 'vitest';
import { explain } from '#app/response/explain.ts';
import { REDCAP_ERRORS } from '#app/response/redcap-errors.ts';

/** Every message recorded from real servers (redcap-api.md 4.3), and words its explanation must have. */
const recorded = [
  [403, 'You do not have permissions to use the API', 'did not accept the token'],
  [403, 'You do not have API Import/Update privileges', 'right to import'],
  [403, 'You do not have API Export privileges', 'right to export'],
  [403, 'You do not have Delete Record privileges', 'right to delete'],
  [
    400,
    "Insufficient user privileges: You must have 'API Export' privileges and 'Data Access Groups' privileges in the project.",
    'lacks a right',
  ],
  [400, 'The value of the parameter "content" is not valid', 'does not know this method'],
  [400, 'You cannot export arms for classic projects', 'no arms'],
  [400, 'You cannot export events for classic projects', 'no events'],
  [400, 'You cannot export form/event mappings for classic projects', 'maps no instruments'],
  [
    400,
    'You cannot export repeating instruments and events because the project does not contain any repeating instruments and events',
    'no repeating',
  ],
  [400, 'The following values in the parameter "fields" are not valid: \'x\'', 'field names do not exist'],
  [
    400,
    'The "fields" parameter has been provided with a value, but the value is not an array. The "fields" parameter must be provided as an array of one or more values.',
    'wants a list',
  ],
  [
    400,
    'One or more of the records provided cannot be deleted because they do not exist in the project. The following records do not exist: 1',
    'nothing was deleted',
  ],
  [400, 'The record "-1" does not exist', 'record does not exist'],
  [400, "The field 'mugshotttttt' does not exist or is not a 'file' field", 'not a file upload field'],
  [
    400,
    'The File Repository folder folder_id=99 does not exist or else you do not have permission to that folder because it is DAG-restricted or Role-restricted.',
    'folder of the File Repository',
  ],
  [
    400,
    'The following values of redcap_event_name are invalid: visit_11_arm_1, visit_12_arm_1',
    'event names in the data',
  ],
  [
    400,
    'The following fields were not found in the project as real data fields: foo, baz',
    'no fields of this project',
  ],
  [400, '"1","maristat","01234","The value is not a valid category for maristat"', 'no choices'],
  [
    400,
    '"1","weight_kg","22","The value you provided could not be validated because it does not follow the expected format. Please try again."',
    'validation',
  ],
  [
    400,
    '"1","treatment","1","This field (\'treatment\') exists on an instrument that is not designated for the event named \'event_1 (Arm 1: Arm 1)\'. You are not allowed to import data for this field into this event."',
    'event does not have',
  ],
  [
    500,
    'REDCap ran out of server memory. The request cannot be processed. Please try importing/exporting a smaller amount of data.',
    'server’s memory',
  ],
] as const;

describe('the error dictionary', () => {
  it.each(recorded)('explains %i %s', (status, message, words) => {
    const explanation = explain(message, status);
    expect(explanation.message).toContain(words);
    expect(explanation.message).toMatch(/\.$/);
    expect(explanation.advice).toMatch(/\.$/);
    expect(explanation.detail).toBe(message);
  });

  it('has no entry that an earlier one hides', () => {
    const used = new Set(
      recorded.map(([, message]) => REDCAP_ERRORS.findIndex(({ says }) => says.test(message))),
    );
    const general = ['\\w+', '","'];
    for (const [index, { says }] of REDCAP_ERRORS.entries()) {
      expect(used.has(index) || general.some((each) => says.source.includes(each)), says.source).toBe(true);
    }
  });

  it('shows an unknown message word for word, shortened if it is very long', () => {
    expect(explain('Something new', 400)).toMatchObject({ detail: 'Something new' });
    expect(explain('x'.repeat(50_000), 400).detail?.length).toBeLessThan(2100);
  });
});
