import type { SaveOutcome } from '#app/host/contract.ts';

/** A file of the app's own to copy, or what was made for saving. */
export type SaveSource = { readonly path: string } | { readonly content: string | Uint8Array };

/** Saves under a name the user may change: a dialog, or a download of the page. Throws when it cannot be written. */
export type SaveFile = (source: SaveSource, fileName: string) => Promise<SaveOutcome>;
