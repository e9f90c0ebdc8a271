import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const project = path.resolve(import.meta.dirname, '../../../..');
const require = createRequire(import.meta.url);

interface Packaging {
  readonly asar: boolean;
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly files: readonly { readonly filter: readonly string[] }[];
  readonly publish: unknown;
}

// Both modules are electron-builder's own; the first has no types that match its CommonJS form.
const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
  readonly getConfig: (folder: string, file: null, more: null) => Promise<Packaging>;
  readonly validateConfiguration: (config: unknown, log: unknown) => Promise<void>;
};
const { DebugLogger } = require('builder-util') as {
  readonly DebugLogger: new (enabled: boolean) => unknown;
};

describe('electron-builder.yml', () => {
  it('is valid by electron-builder’s own check', async () => {
    const config = await getConfig(project, null, null);
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
    // The check can fail at all:
    await expect(
      validateConfiguration({ ...config, electronFuse: {} }, new DebugLogger(false)),
    ).rejects.toThrow('electronFuse');
  });

  it('sets the fuses as the security checklist says', async () => {
    const { electronFuses, asar } = await getConfig(project, null, null);
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(asar).toBe(true);
  });

  it('ships the build alone, and no updater', async () => {
    const { files, publish } = await getConfig(project, null, null);
    expect(files).toEqual([{ filter: ['out/**', 'package.json', '!node_modules', '!out/**/*.map'] }]);
    expect(publish).toBeNull();
  });
});

describe('Electron', () => {
  // As published in November 2026. Kept by hand: nothing here looks at the calendar or asks a server.
  const supportedMajors = ['43', '44', '45'];

  it('is of a major that was supported when this list was last looked at', () => {
    const { version } = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8')) as {
      readonly version: string;
    };
    expect(supportedMajors).toContain(version.split('.')[0]);
  });
});
