import { describe, expect, it } from 'vitest';
import { formBody, formEncode } from '#app/request/form-body.ts';
import { prepare } from '#app/request/prepare.ts';
import { methodOf } from './made-up-method.ts';
import { awkwardTexts, randomFrom, randomText } from './random.ts';

/** How the platform itself writes one value. */
const byPlatform = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

describe('form encoding is that of the platform', () => {
  it.each(awkwardTexts.map((text) => [JSON.stringify(text), text]))('for %s', (_name, text) => {
    expect(formEncode(text)).toBe(byPlatform(text));
  });

  it('for every character of the basic plane', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      const text = String.fromCharCode(code);
      if (formEncode(text) !== byPlatform(text))
        expect(formEncode(text), `U+${code.toString(16)}`).toBe(byPlatform(text));
    }
    expect(formEncode('\uFFFF')).toBe(byPlatform('\uFFFF'));
  });

  it('for 5000 random texts', () => {
    const random = randomFrom(20_260_731);
    for (let round = 0; round < 5000; round += 1) {
      const text = randomText(random);
      expect(formEncode(text), JSON.stringify(text)).toBe(byPlatform(text));
    }
  });
});

describe('the urlencoded body', () => {
  it('is what the platform would send for the same fields, in their order', () => {
    const draft = { records: [...awkwardTexts], filterLogic: '[a] <> "+ &"' };
    const { request } = prepare(methodOf('export_records'), draft, {});
    const pairs = request.fields.map((field): [string, string] =>
      field.kind === 'text' ? [field.name, field.value] : [field.name, 'T+0 &'],
    );
    expect(formBody(request, 'T+0 &')).toBe(new URLSearchParams(pairs).toString());
  });
});
