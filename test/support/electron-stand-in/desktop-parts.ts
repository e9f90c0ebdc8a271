import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { launchOptions } from './launch-options.ts';
import { record } from './records.ts';
import type {
  CrashReporter,
  MenuItemConstructorOptions,
  NativeTheme,
  SafeStorage,
  SaveDialogReturnValue,
} from 'electron';

/** Recorded if it were ever started, which it must not be. */
export const crashReporter = {
  start: (options): void => record('crashReporter.start', options),
} satisfies Pick<CrashReporter, 'start'>;

let saveTo: string | null = null;

/** What the next save dialogs answer: a path, or null for Cancel. */
export function answerSaveDialogs(filePath: string | null): void {
  saveTo = filePath;
}

export const dialog = {
  showSaveDialog: async (_window: object, options?: object): Promise<SaveDialogReturnValue> => {
    record('dialog.showSaveDialog', options);
    return { canceled: saveTo === null, filePath: saveTo ?? '' };
  },
  showErrorBox: (title: string, content: string): void => {
    record('dialog.showErrorBox', title, content);
    process.stderr.write(`${title}\n${content}\n`);
  },
};

type Template = readonly MenuItemConstructorOptions[];

/** The last application menu. */
export const shown: { menu: Template } = { menu: [] };

export const Menu = {
  buildFromTemplate: (template: Template): Template => template,
  setApplicationMenu: (menu: Template): void => {
    record('Menu.setApplicationMenu', menu);
    shown.menu = menu;
  },
};

export class StandInNativeTheme extends EventEmitter {
  #source: NativeTheme['themeSource'] = 'system';

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source;
  }

  set themeSource(source: NativeTheme['themeSource']) {
    record('nativeTheme.themeSource', source);
    this.#source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

export const nativeTheme = new StandInNativeTheme() satisfies Pick<
  NativeTheme,
  'themeSource' | 'shouldUseDarkColors'
>;

// A key of this process alone, or of the test that wants to read its files again after a new start.
const key = Buffer.from(process.env['ELECTRON_STAND_IN_KEY'] ?? randomBytes(32).toString('hex'), 'hex');

function seal(text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function unseal(sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}

export const safeStorage = {
  isEncryptionAvailable: () => launchOptions.keychain !== null,
  isAsyncEncryptionAvailable: async () => launchOptions.keychain !== null,
  getSelectedStorageBackend: () => launchOptions.keychain ?? 'unknown',
  encryptString: seal,
  decryptString: unseal,
  encryptStringAsync: async (text) => seal(text),
  decryptStringAsync: async (sealed) => ({ result: unseal(sealed), shouldReEncrypt: false }),
} satisfies Pick<
  SafeStorage,
  | 'isEncryptionAvailable'
  | 'isAsyncEncryptionAvailable'
  | 'getSelectedStorageBackend'
  | 'encryptString'
  | 'decryptString'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
>;
