import { isThisComputer, normaliseAddress } from '#app/connection/address.ts';
import { InvalidRequest } from './command.ts';

/**
 * The API address of --url, normalised as in the window. Servers on this computer are test servers, whose paths
 * are up to them: their addresses stay as they are typed.
 */
export function addressFrom(text: string): string {
  const normal = normaliseAddress(text);
  if (!normal.ok) throw new InvalidRequest(`--url: ${normal.message} ${normal.advice}`);
  const typed = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  return typed !== null && typed.pathname !== '/' && isThisComputer(typed.hostname) ? typed.href : normal.url;
}

/** Stands in views where no address was given. */
export const PLACEHOLDER_ADDRESS = 'https://redcap.example.edu/api/';
