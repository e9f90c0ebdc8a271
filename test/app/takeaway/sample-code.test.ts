import { describe, expect, test } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { prepare } from '#app/request/prepare.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import { sampleCode } from '#app/takeaway/sample-code.ts';
import { sampleDraft } from '#app/takeaway/sample-draft.ts';

const url = 'https://redcap.example.edu/api/';

test.each(methods)('the made-up values of $id make a request without a problem', (method) => {
  expect(prepare(method, sampleDraft(method), {}).problems).toEqual([]);
});

describe('sample code', () => {
  const files = sampleCode(snippetTargets, url);
  const readme = files.find((file) => file.path === 'README.md')?.text ?? '';

  test.each(snippetTargets)('of $id has every method, or its reason in the list', (target) => {
    for (const method of methods) {
      const path = `${target.id}/${method.id}.${target.extension}`;
      const file = files.find((each) => each.path === path);
      if (file === undefined) expect(readme).toContain(`- ${method.name}: `);
      else expect(file.text).toContain(`REDCap API: ${method.name}`);
    }
  });

  test('lists every method with its file and what it does', () => {
    for (const { id, name, danger } of methods) {
      expect(readme).toMatch(
        new RegExp(`^\\| ${name.replaceAll(/[()]/g, '.')} \\| \`${id}\` .*\\| ${danger.reason} \\|$`, 'm'),
      );
    }
  });

  test('has each path once, within its folder', () => {
    const paths = files.map((file) => file.path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^(?:[\w.-]+\/)?[\w.-]+$/);
  });

  test('of one target holds that target alone', () => {
    const [first] = snippetTargets;
    if (first === undefined) throw new Error('no target');
    const folders = sampleCode([first], url).map((file) => file.path.split('/')[0]);
    expect(new Set(folders)).toEqual(new Set(['README.md', '.gitignore', first.id]));
  });
});
