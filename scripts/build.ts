import { createHash } from 'node:crypto';
import { readdir, readFile, mkdir, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';

const root = join(import.meta.dirname, '..');
const out = join(root, 'out');

interface Part {
  readonly name: string;
  /** Files and folders that it is made from. */
  readonly sources: readonly string[];
  readonly configs: readonly InlineConfig[];
}

const shared = ['app', 'vite.config.ts', 'scripts/build.ts', 'package-lock.json'];

/** The page, for both hosts. */
const page: Part = {
  name: 'page',
  sources: ['renderer', ...shared],
  configs: [{ configFile: join(root, 'vite.config.ts'), configLoader: 'native' }],
};

/**
 * The desktop host: one file each for main and preload, with everything in them but Electron itself. The
 * preload is CommonJS, since a sandboxed one cannot be a module. The browser host needs no such bundle: Node
 * runs its sources.
 */
const desktop: Part = {
  name: 'desktop',
  sources: ['main', ...shared],
  configs: [
    bundle('main/hosts/desktop/entry.ts', 'main', 'entry.js', 'es'),
    bundle('main/hosts/desktop/preload.ts', 'preload', 'preload.cjs', 'cjs'),
  ],
};

function bundle(entry: string, folder: string, file: string, format: 'es' | 'cjs'): InlineConfig {
  return {
    configFile: false,
    root,
    ssr: { noExternal: true },
    build: {
      ssr: join(root, entry),
      outDir: join(out, folder),
      emptyOutDir: true,
      target: 'node24',
      rolldownOptions: {
        external: [/^electron(\/.*)?$/, /^node:/, ...builtinModules],
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  };
}

/** Builds the page if its sources have changed since the last time. Rejects when it does not build. */
export const buildPage = () => buildIfChanged(page);

/** Builds the desktop host's bundles if their sources have changed since the last time. */
export const buildDesktop = () => buildIfChanged(desktop);

async function buildIfChanged(part: Part): Promise<void> {
  const stamp = join(out, `.${part.name}-sources`);
  const now = await hashOf(part.sources);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === now) return;
  for (const config of part.configs) await build({ ...config, logLevel: 'error' });
  await mkdir(out, { recursive: true });
  await writeFile(stamp, now);
}

async function hashOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of (await filesOf(source)).toSorted()) {
      hash.update(`${file}\0`).update(await readFile(join(root, file)));
    }
  }
  return hash.digest('hex');
}

async function filesOf(source: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  } catch {
    return [source];
  }
}

if (import.meta.main) {
  await buildPage();
  await buildDesktop();
  console.log('Built: out/renderer, out/main, out/preload.');
}
