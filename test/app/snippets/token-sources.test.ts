import { describe, expect, test } from 'vitest';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import {
  allTokenSources,
  keychainAccount,
  secretCommand,
  tokenIsMissing,
  tokenSourceLabels,
  tokenSourceOf,
  tokenSourceWords,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import { awkwardValues } from '#test/support/awkward-values.ts';
import { madeUpInput, textRequest } from './made-up-input.ts';

function chosen(tokenSource: TokenSource | null) {
  return madeUpInput(textRequest([]), { options: { ...defaultSnippetOptions, tokenSource } });
}

describe('where a program reads its token', () => {
  const target = { tokenSources: ['environment', 'keyring'] } as const;

  test('is what was chosen, if the target offers it', () => {
    expect(tokenSourceOf(chosen('keyring'), target)).toBe('keyring');
  });

  test('is the target’s first place without a choice, or with one it does not offer', () => {
    expect(tokenSourceOf(chosen(null), target)).toBe('environment');
    expect(tokenSourceOf(chosen('parameter'), target)).toBe('environment');
    expect(tokenSourceOf(chosen('environment'), { tokenSources: ['parameter'] })).toBe('parameter');
  });

  test('is the environment first wherever there is one, and each place once', () => {
    for (const { id, tokenSources } of snippetTargets) {
      expect(tokenSources[0], id).toBe(id === 'powerbi-m' ? 'parameter' : 'environment');
      expect(new Set(tokenSources).size, id).toBe(tokenSources.length);
    }
  });
});

describe('the account of a keychain entry', () => {
  test.each([
    ['https://redcap.example.edu/api/', 'redcap.example.edu'],
    ['HTTPS://REDCap.example.edu/redcap/api/', 'REDCap.example.edu'],
    ['http://127.0.0.1:8080/api/', '127.0.0.1-8080'],
    ['https://user:secret@redcap.example.edu/api/', 'redcap.example.edu'],
    ['https://redcap.example.edu?x=/', 'redcap.example.edu'],
    ['not an address', 'redcap'],
    ['', 'redcap'],
  ])('of %s is %s', (url, account) => {
    expect(keychainAccount(url)).toBe(account);
  });

  test('is safe within quotes and comments of every language, whatever the address', () => {
    for (const value of awkwardValues) {
      expect(keychainAccount(`https://redcap${value}.example.edu/`)).toMatch(/^[A-Za-z0-9.-]+$/);
    }
  });
});

test('keychain commands name the service and the account, a word each', () => {
  const url = 'https://redcap.example.edu/api/';
  expect(secretCommand('macos-keychain', url)).toEqual(
    'security find-generic-password -s redcap-api -a redcap.example.edu -w'.split(' '),
  );
  expect(secretCommand('secret-tool', url)).toEqual(
    'secret-tool lookup service redcap-api account redcap.example.edu'.split(' '),
  );
});

test('every place has a name, a few words, and a sentence that says how to put the token there', () => {
  for (const source of allTokenSources) {
    expect(tokenSourceLabels[source]).not.toBe('');
    expect(tokenSourceWords[source].length).toBeLessThanOrEqual(20);
    expect(tokenIsMissing(source)).toMatch(/(?:Set|keep) .* first\.$/);
  }
  expect(new Set(Object.values(tokenSourceLabels)).size).toBe(allTokenSources.length);
});
