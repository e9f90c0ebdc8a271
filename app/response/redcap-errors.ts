interface ErrorEntry {
  readonly says: RegExp;
  readonly message: string;
  readonly advice: string;
}

const RIGHTS_ADVICE = 'Ask the project’s owner to grant it to the token’s user under User Rights';

/** Every message of redcap-api.md 4.3, first match wins. Our words; the server's own stay in `detail`. */
export const REDCAP_ERRORS: readonly ErrorEntry[] = [
  {
    says: /do not have permissions? to use the API/i,
    message: 'The server did not accept the token.',
    advice:
      'Compare its last four characters with the token on REDCap’s API page. Regenerating or deleting a token ends the old one at once; API rights taken away have the same effect.',
  },
  {
    says: /do not have API Import\/Update (privileges|rights)/i,
    message: 'The token’s user lacks the right to import through the API.',
    advice: `${RIGHTS_ADVICE}: API Import/Update.`,
  },
  {
    says: /do not have API Export (privileges|rights)/i,
    message: 'The token’s user lacks the right to export through the API.',
    advice: `${RIGHTS_ADVICE}: API Export.`,
  },
  {
    says: /do not have Delete Record (privileges|rights)/i,
    message: 'The token’s user lacks the right to delete records.',
    advice: `${RIGHTS_ADVICE}: Delete Record.`,
  },
  {
    says: /Insufficient user privileges/i,
    message: 'The token’s user lacks a right this method needs.',
    advice: `${RIGHTS_ADVICE}; the server’s message names the right.`,
  },
  {
    says: /value of the parameter "?content"? is not valid/i,
    message: 'The server does not know this method.',
    advice:
      'Your REDCap may be older than the method. Export REDCap Version tells the version; ask your administrators about an update.',
  },
  {
    says: /cannot export arms for classic projects/i,
    message: 'This project has no arms, because it is not longitudinal.',
    advice: 'Leave this request out: a classic project has a single, unnamed event.',
  },
  {
    says: /cannot export events for classic projects/i,
    message: 'This project has no events, because it is not longitudinal.',
    advice: 'Leave this request out: a classic project has a single, unnamed event.',
  },
  {
    says: /cannot export form\/event mappings for classic projects/i,
    message: 'This project maps no instruments to events, because it is not longitudinal.',
    advice: 'Leave this request out: in a classic project every instrument is used once.',
  },
  {
    says: /does not contain any repeating instruments and events/i,
    message: 'This project has no repeating instruments or events.',
    advice: 'Nothing is wrong: there is nothing to export until repeating is switched on in Project Setup.',
  },
  {
    says: /provided with a value, but the value is not an array/i,
    message: 'The server wants a list where a single text was sent.',
    advice: 'Send each entry on its own, numbered: fields[0], fields[1] and so on.',
  },
  {
    says: /values in the parameter "?fields"? are not valid/i,
    message: 'Some of the field names do not exist in this project.',
    advice:
      'Use names from the data dictionary; the server’s message lists the wrong ones. Columns REDCap adds itself, such as redcap_event_name or form timestamps, cannot be asked for by name.',
  },
  {
    says: /values in the parameter "?\w+"? are not valid/i,
    message: 'Some of the values do not exist in this project.',
    advice: 'The server’s message names the parameter and the wrong values. Use unique names, not labels.',
  },
  {
    says: /records provided cannot be deleted because they do not exist/i,
    message: 'Some of these records do not exist, so nothing was deleted.',
    advice: 'Take the records named in the server’s message out of the list and try again.',
  },
  {
    says: /^The record .* does not exist/i,
    message: 'This record does not exist in the project.',
    advice: 'Check the record name; capital letters, blanks and leading zeros matter.',
  },
  {
    says: /does not exist or is not a '?file'? field/i,
    message: 'This field does not exist, or is not a file upload field.',
    advice: 'Choose a field of type File Upload from the data dictionary.',
  },
  {
    says: /File Repository folder .* does not exist/i,
    message: 'This folder of the File Repository does not exist, or the token’s user may not see it.',
    advice:
      'List the repository from its top to find the folder’s number; ask the project’s owner if it is restricted to a group or role.',
  },
  {
    says: /values of redcap_event_name are invalid/i,
    message: 'Some event names in the data do not exist in this project; nothing was imported.',
    advice: 'Use unique event names such as baseline_arm_1; Export Events lists them.',
  },
  {
    says: /were not found in the project as real data fields/i,
    message: 'Some columns of the data are no fields of this project; nothing was imported.',
    advice:
      'Remove or rename the columns in the server’s message. Checkbox fields have one column per choice, such as race___1; calculated and descriptive fields cannot be imported.',
  },
  {
    says: /is not designated for the event/i,
    message: 'The data holds values for an instrument that the event does not have; nothing was imported.',
    advice:
      'Take these values out of the rows of that event, or designate the instrument for it in Project Setup.',
  },
  {
    says: /is not a valid category for/i,
    message: 'Some values are no choices of their field; nothing was imported.',
    advice:
      'The server’s message lists record, field and value. Import codes, not labels, spelt as in the data dictionary.',
  },
  {
    says: /could not be validated because it does not follow the expected format/i,
    message: 'Some values do not fit their field’s validation; nothing was imported.',
    advice:
      'The server’s message lists record, field and value. Dates are written YYYY-MM-DD unless the request says otherwise.',
  },
  {
    says: /^"[^"\n]*","[^"\n]*","/,
    message: 'Some values were not accepted; nothing was imported.',
    advice: 'The server’s message lists record, field, value and reason, one line per value.',
  },
  {
    says: /ran out of server memory/i,
    message: 'The request was too large for the server’s memory.',
    advice: 'Ask for less at once: fewer fields, or the records in several requests.',
  },
];
