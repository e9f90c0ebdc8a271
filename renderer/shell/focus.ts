/** Where the keyboard can jump: elements marked `data-pane`, in the order of the document. */
export function focusNextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  if (panes.length === 0) return;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here + 1) % panes.length];
  if (next === undefined) return;
  const target = next.querySelector<HTMLElement>(
    'input, textarea, [role="tab"][aria-selected="true"], button:not([disabled]), [tabindex="0"]',
  );
  (target ?? next).focus();
}

export function focusMethodSearch(): void {
  const search = document.querySelector<HTMLInputElement>('input[data-method-search]');
  search?.focus();
  search?.select();
}
