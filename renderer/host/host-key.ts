const STORED = 'playground-key';

/**
 * Takes this launch's key from the address (`#key=…`) and out of sight: out of the address bar and the
 * history, into the tab's own storage, so that a reload still finds it. Null when there is none.
 */
export function takeKey(): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key === null || key === '') return sessionStorage.getItem(STORED);
  history.replaceState(null, '', location.pathname);
  sessionStorage.setItem(STORED, key);
  return key;
}
