/** How a test starts the stand-in; passed in one environment variable as JSON. */
export interface LaunchOptions {
  /** The folder with the app's `package.json` and `out/`. */
  readonly appPath: string;
  /** The Chromium to open windows in. */
  readonly chromium: string;
  readonly packaged: boolean;
  /** Refuse the single-instance lock, as if the app were open already. */
  readonly secondInstance: boolean;
  /** What Linux chose to keep keys in; null: there is no encryption at all. */
  readonly keychain: 'gnome_libsecret' | 'kwallet6' | 'basic_text' | 'unknown' | null;
  /** Show the Chromium windows. */
  readonly headed: boolean;
}

export const LAUNCH_OPTIONS_VARIABLE = 'ELECTRON_STAND_IN';

const text = process.env[LAUNCH_OPTIONS_VARIABLE];

/** Of this process, where the stand-in runs; meaningless elsewhere. */
export const launchOptions = JSON.parse(text ?? '{}') as LaunchOptions;
