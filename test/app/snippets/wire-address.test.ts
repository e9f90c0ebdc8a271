import { describe, expect, test } from 'vitest';
import { findMethod } from '#app/catalogue/catalogue.ts';
import { prepare } from '#app/request/prepare.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import { wireAddress } from '#app/snippets/wire-address.ts';

describe('the address of a program', () => {
  test.each([
    'https://redcap.example.edu/api/',
    'https://redcap.example.edu:8443/redcap/api/',
    'http://localhost:8080/api/',
    'https://[2001:db8::1]:8443/api/',
    "https://redcap.example.edu/it's$(id)/~me/a%20b/api/",
  ])('stays as it is: %s', (url) => {
    expect(wireAddress(url)).toBe(url);
  });

  test.each([
    'https://röd.example/api/',
    'https://RÖD.example:8443/größe/api/',
    'https://redcap.straße.example/api/',
    'https://例え.テスト.example/データ/api/',
    'https://ro\u0308d.example/api/',
    'https://данные.больница.рф/api/',
    'https://ｒｅｄcap.example/api/',
    'https://مستشفى.example/api/',
    'https://क्षेत्र.example/😀/api/',
    'https://aß文b-ü-9éñ.example/`x`/{y}/"z"/api/',
  ])('is where Execute sends: %s', (url) => {
    expect(wireAddress(url)).toBe(new URL(url).href);
  });

  test('has nothing in its path that Java’s or Ruby’s addresses refuse', () => {
    expect(wireAddress('https://redcap.example.edu/a|b[c]^\\%zz/api/')).toBe(
      'https://redcap.example.edu/a%7Cb%5Bc%5D%5E%5C%25zz/api/',
    );
  });

  test('is the same in every language', () => {
    const method = findMethod('export_version');
    if (method === undefined) throw new Error('no Export REDCap Version');
    const { request } = prepare(method, {}, {});
    const input = snippetInput(method, request, 'https://röd.example/größe/api/');
    for (const target of snippetTargets) {
      const program = target.write(input);
      expect(program, target.id).toContain('https://xn--rd-fka.example/gr%C3%B6%C3%9Fe/api/');
      expect(program, target.id).not.toContain('röd');
    }
  });
});
