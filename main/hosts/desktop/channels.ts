/** Carries one call each: the page's arguments as JSON text, answered by a reply. */
export const callChannel = (name: string): string => `playground:call:${name}`;

/** Carries what the host tells the page without being asked: the event's name and its content. */
export const EVENT_CHANNEL = 'playground:event';

/**
 * How the window tells its preload the names of the contract's calls: an argument of the page's process. The
 * contract itself would bring its parsers into the preload, which is to stay short enough to read.
 */
export const CALL_NAMES_ARGUMENT = '--playground-calls=';
