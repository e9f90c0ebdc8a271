import type { Failure } from '#app/host/failure.ts';
import { serverName } from '#app/connection/address.ts';

/** The codes and words of an error and everything it was caused by. */
function trail(error: unknown): { readonly codes: readonly string[]; readonly words: string } {
  const codes: string[] = [];
  const words: string[] = [];
  const queue: unknown[] = [error];
  for (let depth = 0; queue.length > 0 && depth < 20; depth += 1) {
    const each = queue.shift();
    if (!(each instanceof Error)) continue;
    if ('code' in each && typeof each.code === 'string') codes.push(each.code);
    words.push(`${each.name}: ${each.message}`);
    if (each instanceof AggregateError) queue.push(...each.errors);
    queue.push(each.cause);
  }
  return { codes, words: words.join(' ← ').slice(0, 600) };
}

type Row = readonly [
  pattern: RegExp,
  code: Failure['code'],
  message: (server: string) => string,
  advice: string,
];

const ADMIN =
  'Ask your IT department or REDCap administrators; checking certificates is never switched off here.';
const UNCERTAIN =
  'Execute again. If the request was an import or a deletion, look first whether the server carried it out.';

/** First match wins; matched against error codes of Node, undici, OpenSSL and Chromium. */
const ROWS: readonly Row[] = [
  [
    /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|CERT_DATE_INVALID/,
    'certificate',
    (s) => `The certificate of ${s} has expired or is not valid yet, so nothing was sent.`,
    `Check this computer’s date and time. ${ADMIN}`,
  ],
  [
    /DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN/,
    'certificate',
    (s) => `The certificate of ${s} is self-signed, so nobody vouches for the server; nothing was sent.`,
    `If your institution signs its own certificates, its authority must be installed on this computer. ${ADMIN}`,
  ],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID|CERT_COMMON_NAME_INVALID|HOSTNAME_MISMATCH/,
    'certificate',
    (s) => `The certificate belongs to another server than ${s}, so nothing was sent.`,
    `Compare the address with REDCap’s API page. ${ADMIN}`,
  ],
  [
    /UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF|CERT_AUTHORITY_INVALID|UNABLE_TO_VERIFY/,
    'certificate',
    (s) =>
      `The certificate of ${s} comes from an authority this computer does not know, so nothing was sent.`,
    `Its authority must be installed on this computer. ${ADMIN}`,
  ],
  [/CERT_REVOKED/, 'certificate', (s) => `The certificate of ${s} was revoked, so nothing was sent.`, ADMIN],
  [
    /CERT_|_CERT|ERR_SSL|EPROTO|SSL_|TLS/,
    'certificate',
    (s) => `No encrypted connection to ${s} could be made, so nothing was sent.`,
    `Check that the address begins with https:// and belongs to REDCap. ${ADMIN}`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|EAI_NONAME|EAI_NODATA|NAME_NOT_RESOLVED|ERR_INVALID_URL/,
    'unreachable',
    (s) => `The server name ${s} was not found.`,
    'Check the address for typing errors and that you are online; some servers are reachable only in the hospital’s network or VPN.',
  ],
  [
    /bad port|UNSAFE_PORT/,
    'badAddress',
    (s) => `The port in ${s} is one that web servers never use.`,
    'Compare the address with the one on REDCap’s API page.',
  ],
  [
    /ECONNREFUSED|CONNECTION_REFUSED/,
    'unreachable',
    (s) => `${s} refused the connection: nothing answers there.`,
    'Check the address and its port; the server may be down, or reachable only in your institution’s network or VPN.',
  ],
  [
    /CONNECT_TIMEOUT|ETIMEDOUT|CONNECTION_TIMED_OUT|ERR_TIMED_OUT/,
    'unreachable',
    (s) => `${s} did not answer in time.`,
    'Check that you are online and in the right network or VPN, then try again.',
  ],
  [
    /HEADERS_TIMEOUT|BODY_TIMEOUT/,
    'unreachable',
    (s) => `${s} stopped answering.`,
    `The request may be too large for it. ${UNCERTAIN}`,
  ],
  [
    /ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|NETWORK_CHANGED/,
    'unreachable',
    (s) => `There is no way through the network to ${s}.`,
    'Check that you are online and in the right network or VPN.',
  ],
  [
    /PROXY|Proxy response/,
    'unreachable',
    (s) => `The proxy on the way to ${s} refused the connection.`,
    'Ask your IT department how programs reach this server.',
  ],
  [
    /RES_CONTENT_LENGTH_MISMATCH|CONTENT_LENGTH_MISMATCH/,
    'unreachable',
    (s) => `${s} announced another size than it sent, so the answer is not complete.`,
    UNCERTAIN,
  ],
  [
    /Z_DATA_ERROR|Z_BUF_ERROR|ERR__ERROR_FORMAT|BROTLI|CONTENT_DECODING_FAILED|incorrect header check|unexpected end of file/,
    'unreachable',
    (s) => `The compressed answer of ${s} is damaged and cannot be read.`,
    `${UNCERTAIN} If it keeps happening, tell your REDCap administrators.`,
  ],
  [
    /HPE_|UND_ERR_INVALID|HTTPParserError|ERR_INVALID_HTTP_RESPONSE|EMPTY_RESPONSE/,
    'notRedcap',
    (s) => `${s} answered with something that is not HTTP.`,
    'Check the address and its port.',
  ],
  [
    /UND_ERR_SOCKET|ECONNRESET|EPIPE|CONNECTION_(RESET|CLOSED|ABORTED)|INCOMPLETE_CHUNKED|other side closed|terminated|hang up/,
    'unreachable',
    (s) => `The connection to ${s} was cut before the answer was complete.`,
    UNCERTAIN,
  ],
];

/** The same for a question of the app's own, which only reads: it can be asked again at any time. */
export function questionFailure(error: unknown, url: string): Failure {
  const failure = networkFailure(error, url);
  return { ...failure, advice: failure.advice.replace(UNCERTAIN, 'Try again.') };
}

/** Why a request never got its answer, in words; the technical words are in `detail`. */
export function networkFailure(error: unknown, url: string): Failure {
  const { codes, words } = trail(error);
  const server = serverName(url);
  const haystack = `${codes.join(' ')} ${words}`;
  for (const [pattern, code, message, advice] of ROWS) {
    if (pattern.test(haystack)) return { code, message: message(server), advice, detail: words };
  }
  return {
    code: 'unreachable',
    message: `The request to ${server} failed.`,
    advice: 'Check the address and that you are online, then try again.',
    detail: words,
  };
}
