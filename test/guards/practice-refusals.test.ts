import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '#app/response/explain.ts';
import { root, sourcesOf } from './sources.ts';

/** The words of every refusal in the practice server's source; what varies in them is an x. */
const refusals = [
  ...new Set(
    sourcesOf('main/practice').flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /ApiError\(\s*(`[^`]*`|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g,
        ),
      ].map(([, literal = '']) =>
        literal
          .slice(1, -1)
          .replaceAll(/\$\{[^}]*\}/g, 'x')
          .replaceAll("\\'", "'"),
      ),
    ),
  ),
];

describe('every refusal of the practice server is explained', () => {
  it('as far as they are found', () => {
    expect(refusals.length).toBeGreaterThan(60);
  });

  it.each(
    refusals.filter(
      (message) =>
        // The rights are put in between quotation marks, and a fault of our own is none of the request's.
        !message.startsWith('Insufficient user privileges') && !message.includes('on the practice server'),
    ),
  )('%s', (message) => {
    const { message: told, advice } = explain(message, 400);
    expect(told).not.toBe('REDCap refused the request.');
    expect(`${told} ${advice}`).not.toMatch(/[{}]|undefined/);
  });
});
