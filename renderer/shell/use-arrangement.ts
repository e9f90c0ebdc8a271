import { useSyncExternalStore } from 'react';

/**
 * How the panes stand: `wide` in three columns; `narrow`, below 1100 px, with the request and the answer under the form;
 * `small`, as under a zoom of 200 %, all of them under one another, to be scrolled.
 */
export type Arrangement = 'wide' | 'narrow' | 'small';

const narrow = '(max-width: 1099px)';
const small = '(max-width: 760px), (max-width: 1099px) and (max-height: 560px)';

export function useArrangement(): Arrangement {
  return useSyncExternalStore(subscribe, arrangement);
}

function arrangement(): Arrangement {
  if (matchMedia(small).matches) return 'small';
  return matchMedia(narrow).matches ? 'narrow' : 'wide';
}

function subscribe(changed: () => void): () => void {
  const lists = [narrow, small].map((query) => matchMedia(query));
  for (const list of lists) list.addEventListener('change', changed);
  return () => {
    for (const list of lists) list.removeEventListener('change', changed);
  };
}
