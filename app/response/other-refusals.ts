import type { ErrorEntry } from './redcap-errors.ts';

const RIGHTS = 'Ask the project’s owner to grant it to the token’s user under User Rights.';
const DESIGNATE = 'Choose an event that has the instrument, or designate it for the event in Project Setup.';

/**
 * Refusals that no recording has word for word: what the documentation says is refused, in the words that the practice
 * server uses for it.
 */
export const OTHER_REFUSALS: readonly ErrorEntry[] = [
  {
    says: /^No .{1,60}? (?:was|were) (?:provided|uploaded)\b/im,
    message: 'The request does not say what it is about.',
    advice: 'Fill in what is required and execute again: an empty list never means all.',
  },
  {
    says: /parameter "(?<parameter>[^"]+)" must be given/i,
    message: 'The server misses {parameter}.',
    advice: 'Fill it in the form and execute again.',
  },
  {
    says: /surveys are not enabled/i,
    message: 'Surveys are not switched on in this project.',
    advice: 'Have them switched on in Project Setup, or leave this request out.',
  },
  {
    says: /survey queue is not enabled/i,
    message: 'This project does not use the survey queue.',
    advice: 'Have it switched on in the Online Designer, or export the link of each survey instead.',
  },
  {
    says: /"(?<form>[^"]+)" is not enabled as a survey/i,
    message: 'No survey belongs to {form}.',
    advice: 'Choose an instrument that is enabled as a survey; the Online Designer shows which are.',
  },
  {
    says: /survey "(?<form>[^"]+)" does not have "?Save & Return Later/i,
    message: 'Participants cannot return to {form}: Save & Return Later is switched off there.',
    advice: 'Have it switched on in the survey’s settings; only then are there return codes.',
  },
  {
    says: /instrument "?(?<form>[^"]+?)"? is not designated for the event "?(?<event>[^"]+?)"?\.?$/im,
    message: 'The project does not use {form} in {event}.',
    advice: DESIGNATE,
  },
  {
    says: /event (?<event>\S+) does not belong to the arm (?<value>\S+)/i,
    message: 'The arm that is given does not have {event}.',
    advice: 'Export Events tells which arm an event belongs to; its unique name ends in the arm’s number.',
  },
  {
    says: /no file to (?:download|delete)/i,
    message: 'There is no file in this place.',
    advice: 'Check record, field, event and repeat instance: the export of the field tells where files are.',
  },
  {
    says: /signature field cannot be imported/i,
    message: 'A signature cannot be stored through the API.',
    advice: 'Let it be drawn in REDCap itself.',
  },
  {
    says: /File Repository file doc_id=(?<file>\S+) does not exist/i,
    message: 'The File Repository does not have {file}, or the token’s user may not see it.',
    advice:
      'List the repository from its top to find the file’s number; ask the project’s owner if it is restricted to a group or role.',
  },
  {
    says: /external module "(?<module>[^"]+)" is not enabled/i,
    message: 'This project does not use {module}.',
    advice: 'Check the module’s prefix, and ask your REDCap administrators to enable it for the project.',
  },
  {
    says: /record "(?<record>.+?)" has already been randomized/is,
    message: 'The project has allocated {record} already.',
    advice:
      'Export the record to see its group: an allocation cannot be made twice, nor undone through the API.',
  },
  {
    says: /cannot be randomized before these fields have a value:\s*(?<fields>.+)/is,
    message: 'The allocation depends on {field}, where the record has no value yet.',
    advice: 'Store these values first, then randomize.',
  },
  {
    says: /allocation table has no unused entry/i,
    message: 'The allocation table is used up for records like this one.',
    advice: 'Tell who looks after the randomization; nothing was allocated.',
  },
  {
    says: /record "(?<record>.+?)" has no data (?:there|in)/is,
    message: 'Nothing is stored for {record} in this place.',
    advice: 'Check event, instrument and repeat instance.',
  },
  {
    says: /You cannot switch\b.+\bnot assigned/is,
    message: 'The token’s user may not work in this data access group.',
    advice: 'Choose a group that the DAG Switcher allows, or ask the project’s owner to add this one there.',
  },
  {
    says: /must (?:have a name|name an instrument) in "(?<column>[^"]+)"/i,
    message: 'A row of the data has nothing in {column}; nothing was imported.',
    advice: 'Fill it in every row and import again.',
  },
  {
    says: /instance "?new"? can only be used/i,
    message: 'New instances can be numbered by the server in flat data only.',
    advice: 'Choose the type Flat, or write the number of the instance.',
  },
  {
    says: /value of the project setting "?'?(?<setting>\w+)/i,
    message: 'The server does not accept the value of {setting}; nothing was changed.',
    advice: 'The parameter’s help and an export of the project information show how it is written.',
  },
  {
    says: /do not have the export rights for the field "?'?(?<field>\w+)/i,
    message: 'The token’s user may not export {field}.',
    advice: RIGHTS,
  },
  {
    says: /values of (?<column>\w+) are invalid:\s*(?<values>.+)/is,
    message: 'The server does not accept {value} in {column}; nothing was imported.',
    advice: 'Use values that the project has, by their unique names and not by labels.',
  },
  {
    says: /request has too many parameters/i,
    message: 'The request has more parameters than the server takes.',
    advice: 'Ask for less at once: fewer names in a list, in several requests.',
  },
  {
    says: /event '(?<event>.+?)' is not available in project/is,
    message: 'This project does not have {event}.',
    advice: 'Use unique event names such as baseline_arm_1; Export Events lists them.',
  },
  {
    says: /event (?<event>\S+) cannot repeat as a whole and by its instrument (?<form>\S+)/i,
    message: 'Either all of {event} can repeat or {form} in it, but not both; nothing was imported.',
    advice: 'Leave one of the two rows out.',
  },
  {
    says: /arm number "(?<column>[^"]+)" must be a whole number/i,
    message: 'A row of the data has no number of an arm in {column}; nothing was imported.',
    advice: 'Number the arms 1, 2 and so on.',
  },
  {
    says: /The arm \S+ has no name/i,
    message: 'An arm of the data has no name; nothing was imported.',
    advice: 'Give each arm a name in the column name.',
  },
  {
    says: /ODM XML holds no project design/i,
    message: 'The project XML describes no project.',
    advice: 'Take the XML from Export Entire Project; data alone make no project.',
  },
  {
    says: /multipart body of the request could not be read/i,
    message: 'The file did not arrive as it was sent.',
    advice: 'Execute again; if it keeps happening, a proxy may change uploads: ask your IT department.',
  },
  {
    says: /No project has been created with this token yet/i,
    message: 'This super token has no project of its own yet.',
    advice: 'Create a project first, and choose it.',
  },
];
