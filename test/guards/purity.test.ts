import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished, describe, expect, test } from 'vitest';
import { root } from './sources.ts';

/** A small repository with our own settings and the given files, in which a tool can be run. */
function repository(files: Readonly<Record<string, string>>, settings: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'purity-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const file of settings) cpSync(join(root, file), join(folder, file));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

function run(folder: string, program: string, ...args: readonly string[]) {
  const file = join(root, 'node_modules', program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

describe('the purity canary', () => {
  const settings: { compilerOptions: Record<string, unknown> } = JSON.parse(
    readFileSync(join(root, 'app/tsconfig.json'), 'utf8'),
  );
  const compileWith = (power: Readonly<Record<string, unknown>>) => {
    const changed = { ...settings, compilerOptions: { ...settings.compilerOptions, ...power } };
    const folder = repository(
      {
        'app/tsconfig.json': JSON.stringify(changed),
        'app/purity-canary.ts': readFileSync(join(root, 'app/purity-canary.ts'), 'utf8'),
      },
      ['tsconfig.base.json', 'package.json'],
    );
    return run(folder, 'typescript/bin/tsc', '-p', 'app');
  };

  test('compiles with the settings as they are', () => {
    expect(compileWith({})).toEqual({ status: 0, output: '' });
  });

  test.each([
    ['Node', { types: ['node'] }],
    ['the DOM', { lib: ['ES2024', 'DOM'] }],
  ])('fails to compile once %s is let in', (_, power) => {
    const { status, output } = compileWith(power);
    expect(status).not.toBe(0);
    expect(output).toContain("TS2578: Unused '@ts-expect-error' directive");
  });
});

describe('the lint rules', () => {
  const lint = (file: string, text: string) =>
    run(
      repository({ [file]: text }, ['.oxlintrc.json', 'package.json']),
      'oxlint/bin/oxlint',
      '--deny-warnings',
    );

  test.each([
    ['app/a.ts', 'electron'],
    ['app/a.ts', 'node:fs'],
    ['app/a.ts', 'react'],
    ['app/a.ts', '#main/call.ts'],
    ['app/request/a.ts', '../../main/call.ts'],
    ['main/a.ts', '#renderer/main.tsx'],
    ['main/practice/a.ts', 'electron'],
    ['main/hosts/browser/a.ts', 'electron'],
    ['main/cli.ts', '#main/hosts/desktop/window.ts'],
    ['renderer/a.ts', '#main/call.ts'],
    ['renderer/a.ts', '../main/call.ts'],
    ['renderer/a.ts', 'node:fs'],
    ['renderer/a.ts', 'electron'],
  ])('stop %s from importing %s', (file, module) => {
    const { status, output } = lint(file, `import { a } from '${module}';\nexport const b = a;\n`);
    expect(output).toContain('no-restricted-imports');
    expect(status).not.toBe(0);
  });

  test.each([
    ['app/a.ts', 'zod'],
    ['app/a.ts', '#app/request/encode.ts'],
    ['main/a.ts', 'node:fs'],
    ['renderer/a.ts', '#app/host/contract.ts'],
  ])('let %s import %s', (file, module) => {
    expect(lint(file, `import { a } from '${module}';\nexport const b = a;\n`).status).toBe(0);
  });

  test.each([
    ['a clock', 'app/a.ts', 'export const now = () => Date.now();\n', 'no-restricted-globals'],
    ['randomness', 'app/a.ts', 'export const random = () => Math.random();\n', 'no-restricted-properties'],
    ['the console', 'main/a.ts', 'export const say = () => console.log(1);\n', 'no-console'],
    ['a file of 401 lines', 'main/a.ts', 'void 0;\n'.repeat(401), 'max-lines'],
  ])('stop %s', (_, file, text, rule) => {
    const { status, output } = lint(file, text);
    expect(output).toContain(rule);
    expect(status).not.toBe(0);
  });
});
