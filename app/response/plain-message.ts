import { decodeEntities } from './error-message.ts';

/** Tags that lay text out; anything else in angle brackets may be a name. */
const LAYOUT = /<\/?(?:b|strong|i|em|u|span|font|code|small)(?: [^<>]{0,500})?>/gi;
const LINE = /<\/?(?:br|p|div|li|ul|ol|h[1-6]|pre|hr)(?: [^<>]{0,500})?\/?>/gi;

/** A message as people read it, for servers that write it for web pages: without layout, entities decoded. */
export function plainMessage(message: string): string {
  if (!/[<&]/.test(message)) return message.trim();
  return decodeEntities(message.replace(LINE, '\n').replace(LAYOUT, '')).replaceAll('\u00A0', ' ').trim();
}
