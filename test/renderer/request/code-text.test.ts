import { describe, expect, test } from 'vitest';
import { findMethod } from '#app/catalogue/catalogue.ts';
import type { Connection } from '#app/connection/connection.ts';
import { defaultSettings } from '#app/host/settings.ts';
import type { Draft } from '#app/request/draft.ts';
import { prepare } from '#app/request/prepare.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import { chosenCode, codeForCopying, hasCode } from '#renderer/request/code-text.ts';

const connection: Connection = {
  id: 'one',
  title: 'Trial',
  url: 'https://redcap.example.edu/api/',
  tokenKind: 'project',
  lastFour: 'ABCD',
  addedAt: '2026-01-31T13:45:00.000Z',
  practice: false,
};

function current(methodId: string, draft: Draft) {
  const method = findMethod(methodId);
  if (method === undefined) throw new Error(`no method ${methodId}`);
  return { method, ...prepare(method, draft, {}), connection, outline: null };
}

describe.each(snippetTargets)('the code tab of $id', (target) => {
  test('says what is missing in place of a program that could not work', () => {
    expect(codeForCopying(current('delete_records', {}), target, defaultSettings)).toEqual({
      kind: 'unavailable',
      reason: 'There is no code yet. Records: choose at least one.',
      nearest: null,
    });
    expect(hasCode(current('delete_records', {}), { ...defaultSettings, languageId: target.id })).toBe(false);
  });

  test('shows the program, or why there is none and which language has one', () => {
    const request = current('delete_records', { records: ['1'] });
    const code = codeForCopying(request, target, defaultSettings);
    expect(hasCode(request, { ...defaultSettings, languageId: target.id })).toBe(code.kind === 'code');
    if (code.kind === 'code') {
      expect(code.text).toContain('REDCap API: Delete Records');
      expect(code.text).not.toContain(connection.lastFour);
    } else {
      expect(code.nearest?.id).not.toBe(target.id);
      expect(code.reason).toContain(code.nearest?.library ?? 'the nearest');
    }
  });
});

test('a value that no language can send is refused with its name, and no other language is offered', () => {
  const settings = { ...defaultSettings, languageId: 'python-requests' };
  expect(chosenCode(current('export_records', { records: ['\ud800'] }), settings)).toEqual({
    kind: 'unavailable',
    reason: expect.stringMatching(/^There is no code yet\. Records contains half of a character pair/),
    nearest: null,
  });
});
