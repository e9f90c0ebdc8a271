import { session } from 'electron';

/**
 * The fetch for REDCap servers: Chromium's, with the system's proxy and certificate store, in a session of
 * its own that keeps nothing on disk, so that no study data ends in a browser cache.
 */
export function createApiFetch(): typeof fetch {
  const api = session.fromPartition('api', { cache: false });
  return (input, init) => {
    if (input instanceof URL) return api.fetch(input.href, init);
    return api.fetch(input, init);
  };
}
