/** Chromium cannot be given the scheme `app:` from outside, so this origin stands for it. */
const CHROMIUM_ORIGIN = 'https://playground.invalid';
const APP_ORIGIN = 'app://playground';

/** `app://playground/…` as Chromium is to spell it; other addresses stay. */
export const toChromium = (address: string): string => swap(address, APP_ORIGIN, CHROMIUM_ORIGIN);

/** The address that Electron would report for what Chromium reports. */
export const toElectron = (address: string): string => swap(address, CHROMIUM_ORIGIN, APP_ORIGIN);

function swap(address: string, from: string, to: string): string {
  return address === from || address.startsWith(`${from}/`) ? to + address.slice(from.length) : address;
}
