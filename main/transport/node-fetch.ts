import { rootCertificates, getCACertificates } from 'node:tls';
import { EnvHttpProxyAgent, fetch as undiciFetch } from 'undici';

const CONNECT_TIMEOUT_MS = 20_000;
/** Slow REDCap servers think for minutes before the first byte; the user can always cancel. */
const HEADERS_TIMEOUT_MS = 60 * 60_000;
const BODY_TIMEOUT_MS = 15 * 60_000;

/**
 * The fetch of the hosts without Chromium: trusts the bundled and the system's certificate authorities and
 * honours the proxy variables, except for this computer. Verification is never switched off.
 */
export function nodeFetch(environment: NodeJS.ProcessEnv = process.env): typeof globalThis.fetch {
  const connect = { timeout: CONNECT_TIMEOUT_MS, ca: [...trustedAuthorities()] };
  const proxied = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  const httpProxy = environment['http_proxy'] ?? environment['HTTP_PROXY'];
  const httpsProxy = environment['https_proxy'] ?? environment['HTTPS_PROXY'];
  const dispatcher = new EnvHttpProxyAgent({
    ...(httpProxy === undefined ? {} : { httpProxy }),
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    connect,
    requestTls: connect,
    proxyTls: connect,
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: BODY_TIMEOUT_MS,
    // The practice server lives on this computer and no proxy can reach it.
    noProxy: [proxied, 'localhost', '127.0.0.1', '[::1]', '::1'].filter((each) => each !== '').join(','),
  });
  // The package's fetch and the global one have the same shape in types of two origins.
  const send: unknown = (input: string, init: Parameters<typeof undiciFetch>[1]) =>
    undiciFetch(input, { ...init, dispatcher });
  return send as typeof globalThis.fetch;
}

function trustedAuthorities(): readonly string[] {
  try {
    return [...new Set([...rootCertificates, ...getCACertificates('system'), ...getCACertificates('extra')])];
  } catch {
    // A broken system store must not keep the bundled authorities from working.
    return rootCertificates;
  }
}
