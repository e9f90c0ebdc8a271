import type { Explanation } from './answer.ts';

type Entry = readonly [message: string, advice: string];

const ADDRESS_ADVICE =
  'Compare the address with the one on REDCap’s API page; it ends in /api/ and has no version folder.';
const LATER =
  'Nothing was repeated by this app. Try again later; if it keeps happening, tell your REDCap administrators.';
const SMALLER = 'Ask for less at once: fewer fields, or the records in several requests.';

const ENTRIES: Readonly<Record<number, Entry>> = {
  301: ['The server sent the request on to another address, which was not followed.', ADDRESS_ADVICE],
  302: [
    'The server sent the request on to another address, often a login page, which was not followed.',
    ADDRESS_ADVICE,
  ],
  303: ['The server sent the request on to another page, which was not followed.', ADDRESS_ADVICE],
  307: ['The server sent the request on to another address, which was not followed.', ADDRESS_ADVICE],
  308: ['The server sent the request on to another address, which was not followed.', ADDRESS_ADVICE],
  400: ['The server says that the request is not valid.', 'Check the parameters against the method’s help.'],
  401: [
    'The server did not accept the token.',
    'Check on REDCap’s API page that the token still exists; regenerating a token ends the old one at once.',
  ],
  403: [
    'The server refused: the token is wrong, or its user lacks a right this method needs.',
    'Compare the last four characters with the token on REDCap’s API page; if they agree, ask the project’s owner for the rights the method lists.',
  ],
  404: ['There is no REDCap API at this address.', ADDRESS_ADVICE],
  405: ['The server does not accept requests of this kind at this address.', ADDRESS_ADVICE],
  406: [
    'The server could not read the imported data.',
    'Check that the data is written in the chosen format and is complete.',
  ],
  407: [
    'A proxy between you and the server asks for a login.',
    'Ask your IT department how programs reach this server.',
  ],
  408: ['The server gave up waiting for the request.', LATER],
  411: [
    'The server refused the request because of how its size was announced.',
    'Tell your REDCap administrators.',
  ],
  413: ['The request is larger than the server accepts.', 'Import the data in several smaller requests.'],
  414: ['The server found the address too long.', ADDRESS_ADVICE],
  429: [
    'The server received too many requests in a short time.',
    'Wait some minutes before the next request.',
  ],
  500: [
    'The server failed while working on the request.',
    `${SMALLER} If that does not help, tell your REDCap administrators.`,
  ],
  501: [
    'The server does not know this method.',
    'Your REDCap may be older than the method; ask your administrators for its version.',
  ],
  502: ['A gateway before the server got no proper answer from it.', LATER],
  503: ['The server is not available at the moment, perhaps for maintenance.', LATER],
  504: [
    'A gateway before the server gave up waiting for its answer.',
    `${SMALLER} The server may still have finished the work: check before you repeat an import or a deletion.`,
  ],
};

/**
 * What an HTTP status other than success means when the body is a web page: REDCap's API answers without one, so the
 * page is of something before it.
 */
export function explainErrorPage(status: number): Explanation {
  if (status === 401) {
    return {
      message: 'The web server before REDCap asks for a login of its own.',
      advice:
        'Ask your REDCap administrators for the address that programs use; the token was not looked at.',
    };
  }
  if (status === 403) {
    return {
      message: 'The web server or a firewall before REDCap refused the request, not REDCap itself.',
      advice:
        'Execute Export REDCap Version. If it works, something in this request set the firewall off, often signs such as < or quotation marks in a filter or in data; if not, this computer may be outside the network that is let in. Tell your IT department the time of the request.',
    };
  }
  return explainStatus(status);
}

/** What an HTTP status other than success means when the body holds no message of REDCap. */
export function explainStatus(status: number): Explanation {
  const [message, advice] =
    ENTRIES[status] ??
    (status >= 500
      ? (['The server failed while working on the request.', LATER] as const)
      : ([`The server answered with the unexpected status ${status}.`, ADDRESS_ADVICE] as const));
  return { message, advice };
}
