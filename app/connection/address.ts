/** A normalised API address, or a sentence for each half of what to do about a text that is none. */
export type NormalisedAddress =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly message: string; readonly advice: string };

const ADVICE =
  'Paste the API address from REDCap’s API page of your project; it looks like https://redcap.example.edu/api/.';

const refuse = (message: string, advice = ADVICE): NormalisedAddress => ({ ok: false, message, advice });

/**
 * Makes the API address from what people paste: a bare host, a project's page, an address with version folder.
 * Answers with `https://host[:port][/folder]/api/`; plain http is accepted for this computer only, because a
 * token sent without encryption can be read on the way.
 */
export function normaliseAddress(text: string): NormalisedAddress {
  const trimmed = text
    .trim()
    .replace(/^[<"'“”‘’]+|[>"'“”‘’]+$/g, '')
    .trim();
  if (trimmed === '') return refuse('The address is empty.');
  if (/[\s\p{Cc}]/u.test(trimmed)) return refuse('The address contains a space or a line break.');
  // As a server's name it would be looked up in the network, and so be seen there.
  if (/^[0-9a-f]{32}(?:[0-9a-f]{32})?$/i.test(trimmed)) {
    return refuse(
      'This is a token and not an address.',
      'Paste it below, and here the API address of your REDCap.',
    );
  }
  if (trimmed.length > 1000) return refuse('The address is too long to be an API address.');

  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#\\]+)([^?#]*)/i.exec(trimmed);
  if (parts === null) return refuse('This is not a web address.');
  const [, scheme = '', authority = '', path = ''] = parts;
  if (scheme !== '' && !/^https?$/i.test(scheme)) {
    return refuse('The address must begin with https://.');
  }
  if (authority.includes('@')) {
    return refuse(
      'The address contains a user name or password.',
      'Remove everything up to the @ sign; REDCap needs nothing but the token.',
    );
  }
  const host = readHost(authority);
  if (host === null) return refuse('The server’s name in the address cannot be read.');

  const local = isThisComputer(host.name);
  const plain = scheme.toLowerCase() === 'http' || (scheme === '' && local);
  if (plain && !local) {
    return refuse(
      'The address begins with http://, so the token would travel unencrypted.',
      'Change http:// to https://. If your server does not answer there, ask its administrators for the encrypted address.',
    );
  }
  return { ok: true, url: `${plain ? 'http' : 'https'}://${host.text}${apiPath(path)}` };
}

/** Only for this very computer: `localhost`, 127.0.0.0/8 and [::1]. */
export function isThisComputer(hostName: string): boolean {
  if (hostName === 'localhost' || hostName === '[::1]') return true;
  const numbers = hostName.split('.');
  return numbers.length === 4 && numbers[0] === '127' && numbers.every((each) => /^\d{1,3}$/.test(each));
}

/** The server's name in an address, for sentences; the address itself if it has none. */
export function serverName(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? url;
}

function readHost(authority: string): { readonly text: string; readonly name: string } | null {
  const found = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(authority);
  const name = found?.[1]?.toLowerCase().replace(/\.$/, '');
  if (name === undefined || name === '') return null;
  // Letters of any script: the network side turns them into their encoded form.
  if (!name.startsWith('[') && !/^[\p{L}\p{N}\p{M}._-]+$/u.test(name)) return null;
  const port = found?.[2];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return null;
  return { name, text: port === undefined ? name : `${name}:${Number(port)}` };
}

function apiPath(path: string): string {
  const folders: string[] = [];
  for (const folder of path.replaceAll('\\', '/').split('/')) {
    // Everything from these on is a page inside REDCap and not part of where REDCap is installed.
    if (/^redcap_v\d/i.test(folder) || /^(api|surveys|plugins|modules|webtools2)$/i.test(folder)) break;
    if (/\.(php|html?)$/i.test(folder)) break;
    if (folder !== '' && folder !== '.' && folder !== '..') folders.push(folder);
  }
  return `/${[...folders, 'api'].join('/')}/`;
}
