import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Import {
  /** The importing file, from the root, e.g. `app/request/encode.ts`. */
  readonly file: string;
  /** The module as it is written there. */
  readonly module: string;
}

/** The source files of a folder, from the root, with `/` between parts. */
export function sourcesOf(folder: string): readonly string[] {
  return globSync(`${folder}/**/*.{ts,tsx,mjs}`, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
}

/** Every static, dynamic, side-effect and type import, and every re-export, in a folder. */
export function importsOf(folder: string): readonly Import[] {
  return sourcesOf(folder).flatMap((file) =>
    modulesIn(readFileSync(join(root, file), 'utf8')).map((module) => ({ file, module })),
  );
}

/** The modules that a source text names. */
export function modulesIn(source: string): readonly string[] {
  const imports = [
    /^\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g,
  ];
  return imports.flatMap((form) => [...source.matchAll(form)].map(([, module = '']) => module));
}
