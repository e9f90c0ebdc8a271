import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPrivateFolder } from '#main/answers/private-folder.ts';
import { temporaryFolder } from '#test/support/open-playground.ts';

it('the folder for answers is this user’s alone and goes away with everything in it', () => {
  const folder = createPrivateFolder(temporaryFolder());
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  writeFileSync(join(folder.path, 'answer-1'), 'study data');
  folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

it('folders of runs that crashed are deleted, those of runs still going and of others are not', () => {
  const parent = temporaryFolder();
  // No process has this number: it is above what systems give.
  const crashed = join(parent, 'redcap-answers-99999999-abcDEF');
  const running = join(parent, `redcap-answers-${process.ppid}-abcDEF`);
  const foreign = join(parent, 'redcap-answers-notes');
  for (const path of [crashed, running, foreign]) mkdirSync(path);
  writeFileSync(join(crashed, 'answer-1'), 'study data');
  createPrivateFolder(parent);
  expect(existsSync(crashed)).toBe(false);
  expect(existsSync(running)).toBe(true);
  expect(existsSync(foreign)).toBe(true);
});
