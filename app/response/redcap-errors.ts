import type { PartKind } from './answer.ts';
import { OTHER_REFUSALS } from './other-refusals.ts';

export interface ErrorEntry {
  /** Named groups are the message's variable parts: `record` is one name, `records` one or a list of them. */
  readonly says: RegExp;
  /** `{field}` and the like stand for the names of that kind. */
  readonly message: string;
  readonly advice: string;
}

const RIGHTS_ADVICE = 'Ask the project’s owner to grant it to the token’s user under User Rights';
const CLASSIC = 'Leave this request out: a classic project has a single, unnamed event.';
const EVENT_NAMES = 'Use unique event names such as baseline_arm_1; Export Events lists them.';
const FIELD_NAMES =
  'Use names from the data dictionary. Columns REDCap adds itself, such as redcap_event_name or form timestamps, cannot be asked for by name.';

const COLUMNS =
  'Remove or rename these columns. Checkbox fields have one column per choice, such as race___1; calculated and descriptive fields cannot be imported.';

/**
 * Every message of redcap-api.md 4.3, those of the same build with other names, and what else is refused; first match wins. Our words; the
 * server's own stay in `detail`. Refused values of an import are told apart elsewhere.
 */
export const REDCAP_ERRORS: readonly ErrorEntry[] = [
  {
    says: /do not have permissions? to use the API/i,
    message: 'The server did not accept the token.',
    advice:
      'Compare its last four characters with the token on REDCap’s API page. Regenerating or deleting a token ends the old one at once; API rights taken away have the same effect.',
  },
  {
    says: /do not have (?<right>API Import\/Update) (?:privileges|rights)/i,
    message: 'The token’s user lacks the right to import through the API.',
    advice: `${RIGHTS_ADVICE}: API Import/Update.`,
  },
  {
    says: /do not have (?<right>API Export) (?:privileges|rights)/i,
    message: 'The token’s user lacks the right to export through the API.',
    advice: `${RIGHTS_ADVICE}: API Export.`,
  },
  {
    says: /do not have (?<right>Delete Record) (?:privileges|rights)/i,
    message: 'The token’s user lacks the right to delete records.',
    advice: `${RIGHTS_ADVICE}: Delete Record.`,
  },
  {
    says: /do not have (?<right>(?!the export).{1,100}?) (?:privileges|rights)\b/i,
    message: 'The token’s user lacks {right}.',
    advice: `${RIGHTS_ADVICE}.`,
  },
  {
    says: /Insufficient user privileges: You must have (?<rights>'.+') privileges/i,
    message: 'The token’s user lacks a right: this method needs {right}.',
    advice: 'Ask the project’s owner to grant what is missing to the token’s user under User Rights.',
  },
  {
    says: /value of the parameter "?content"? is not valid/i,
    message: 'The server does not know this method.',
    advice:
      'Your REDCap may be older than the method. Export REDCap Version tells the version; ask your administrators about an update.',
  },
  {
    says: /value of the parameter "?filterLogic"? is not valid/i,
    message: 'The server cannot read the filter logic.',
    advice:
      'Look at what is marked in the filter logic, and at the server’s own words, which may say where it stopped.',
  },
  {
    says: /value of the parameter "(?<parameter>[^"]+)" is not valid/i,
    message: 'The server does not accept the value of {parameter}.',
    advice: 'Choose one of the values in the form; the parameter’s help says how it is written.',
  },
  {
    says: /The parameter "(?<parameter>[^"]+)" is missing/i,
    message: 'The server misses {parameter}.',
    advice: 'Fill it in the form and execute again.',
  },
  {
    says: /cannot export arms for classic projects/i,
    message: 'This project has no arms, because it is not longitudinal.',
    advice: CLASSIC,
  },
  {
    says: /cannot export events for classic projects/i,
    message: 'This project has no events, because it is not longitudinal.',
    advice: CLASSIC,
  },
  {
    says: /cannot export form\/event mappings for classic projects/i,
    message: 'This project maps no instruments to events, because it is not longitudinal.',
    advice: 'Leave this request out: in a classic project every instrument is used once.',
  },
  {
    says: /You cannot .{1,100} for classic projects/i,
    message: 'This method is for longitudinal projects, and this project is not longitudinal.',
    advice: CLASSIC,
  },
  {
    says: /does not contain any repeating instruments and events/i,
    message: 'This project has no repeating instruments or events.',
    advice: 'Nothing is wrong: there is nothing to export until repeating is switched on in Project Setup.',
  },
  {
    says: /The "(?<parameter>[^"]+)" parameter has been provided with a value, but the value is not an array/i,
    message: 'The server wants a list where a single text was sent, in {parameter}.',
    advice: 'Send each entry on its own, numbered: fields[0], fields[1] and so on.',
  },
  {
    says: /values in the parameter "?fields"? are not valid:?\s*(?<fields>.+)/is,
    message: 'This project does not have {field}.',
    advice: FIELD_NAMES,
  },
  {
    says: /values in the parameter "?forms"? are not valid:?\s*(?<forms>.+)/is,
    message: 'This project does not have {form}.',
    advice: 'Use unique instrument names, not labels; Export Instruments lists them.',
  },
  {
    says: /values in the parameter "?events?"? are not valid:?\s*(?<events>.+)/is,
    message: 'This project does not have {event}.',
    advice: EVENT_NAMES,
  },
  {
    says: /values in the parameter "?records?"? are not valid:?\s*(?<records>.+)/is,
    message: 'This project does not have {record}.',
    advice: 'Check the record names; capital letters, blanks and leading zeros matter.',
  },
  {
    says: /values in the parameter "?(?<parameter>\w+)"? are not valid:?\s*(?<values>.+)/is,
    message: 'The server does not accept {value} in {parameter}.',
    advice: 'Use values that the project has, by their unique names and not by labels.',
  },
  {
    says: /records provided cannot be deleted because they do not exist.*?do not exist:\s*(?<records>.+)/is,
    message: 'The project does not have {record}, so nothing was deleted.',
    advice:
      'Take what does not exist out of the list and try again: REDCap deletes all of the list or nothing.',
  },
  {
    says: /^The record "?(?<record>.+?)"? does not exist/ims,
    message: 'The project does not have {record}.',
    advice: 'Check the record name; capital letters, blanks and leading zeros matter.',
  },
  {
    says: /^The record "(?<record>.+?)" already exists/ims,
    message: 'The project has {record} already.',
    advice: 'Choose another name; Generate Next Record Name proposes one.',
  },
  {
    says: /The field '(?<field>.+?)' does not exist or is not a '?file'? field/is,
    message: 'Files cannot be kept in {field}: it does not exist, or is not a file upload field.',
    advice: 'Choose a field of type File Upload from the data dictionary.',
  },
  {
    says: /File Repository folder folder_id=(?<folder>\S+) does not exist/i,
    message: 'The File Repository does not have {folder}, or the token’s user may not see it.',
    advice:
      'List the repository from its top to find the folder’s number; ask the project’s owner if it is restricted to a group or role.',
  },
  {
    says: /values of (?:redcap_event_name|unique_event_name) are invalid:\s*(?<events>.+)/is,
    message: 'The project does not have {event}; nothing was imported.',
    advice: EVENT_NAMES,
  },
  {
    says: /values of form are invalid:\s*(?<forms>.+)/is,
    message: 'The project does not have {form}; nothing was imported.',
    advice: 'Use unique instrument names, not labels; Export Instruments lists them.',
  },
  {
    // Without "as real data fields" in old versions, which give the names apart [S13].
    says: /were not found in the project(?: as real data fields)?:\s*(?<fields>.+)/is,
    message:
      'The data cannot be imported into {field}, because the project does not have such a field; nothing was imported.',
    advice: COLUMNS,
  },
  {
    says: /fields were not found in the project\b/i,
    message: 'The data has columns that are no fields of the project; nothing was imported.',
    advice: COLUMNS,
  },
  {
    says: /field '?\(?'?(?<field>\w+)'?\)? exists on an instrument that is not designated for the event (?:named )?'(?<event>.+?)'/is,
    message: 'The instrument of {field} is not designated for {event}.',
    advice: 'Choose an event that has the instrument, or designate it for the event in Project Setup.',
  },
  {
    says: /data being imported is not formatted correctly/i,
    message: 'The server could not read the imported data.',
    advice: 'Check that the data is written in the chosen format and is complete.',
  },
  {
    says: /\bdevelopment status\b/i,
    message: 'The server allows this method only while the project is in Development status.',
    advice: 'Make the change in REDCap itself, where a project in production has a draft mode.',
  },
  {
    says: /ran out of server memory/i,
    message: 'The request was too large for the server’s memory.',
    advice: 'Ask for less at once: fewer fields, or the records in several requests.',
  },
  ...OTHER_REFUSALS,
];

/** How names of a kind are spoken of, one or several. */
export const PART_NOUNS: Readonly<Record<PartKind, readonly [one: string, several: string]>> = {
  field: ['the field', 'the fields'],
  record: ['the record', 'the records'],
  event: ['the event', 'the events'],
  form: ['the instrument', 'the instruments'],
  parameter: ['the parameter', 'the parameters'],
  value: ['the value', 'the values'],
  right: ['the right', 'the rights'],
  column: ['the column', 'the columns'],
  setting: ['the setting', 'the settings'],
  folder: ['the folder', 'the folders'],
  file: ['the file', 'the files'],
  module: ['the module', 'the modules'],
};
