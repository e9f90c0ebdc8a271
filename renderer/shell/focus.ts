const reachable = [
  'input:not([tabindex="-1"])',
  'textarea',
  '[role="tab"][aria-selected="true"]',
  'button:not([disabled], [tabindex="-1"])',
  '[tabindex="0"]',
].join(', ');

/**
 * Goes on to the next element marked `data-pane`, in the order of the document, that has something the
 * keyboard can use; an empty one is passed over, or it would hold the focus back for ever.
 */
export function focusNextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const following = [...panes.slice(here + 1), ...panes.slice(0, here + 1)];
  following
    .map((pane) => pane.querySelector<HTMLElement>(reachable))
    .find((target) => target !== null)
    ?.focus();
}

export function focusMethodSearch(): void {
  const search = document.querySelector<HTMLInputElement>('input[data-method-search]');
  search?.focus();
  search?.select();
}
