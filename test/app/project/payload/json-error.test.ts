import { describe, expect, test } from 'vitest';
import { jsonError } from '#app/project/payload/json-error.ts';
import { randomFrom } from '#test/app/request/random.ts';

/** The text from the place of the error on, and what is said of it. */
function told(text: string): readonly [rest: string, message: string] | null {
  const error = jsonError(text);
  return error && [text.slice(error.offset), error.message];
}

describe('Where JSON breaks', () => {
  test.each([
    ['[{"a":1},]', ',]', /remove the comma/],
    ['[{"a":1,}]', ',}]', /remove the comma/],
    ['[{"a":1} {"b":2}]', '{"b":2}]', /A comma .* is missing before \{/],
    ['[{"a":1 "b":2}]', '"b":2}]', /missing before "b"/],
    ['[{"a" 1}]', '1}]', /A colon is missing before 1/],
    ['[{"a":}]', ':}]', /A value is missing after this colon/],
    ['[{"a":1,,"b":2}]', ',"b":2}]', /A name is missing before this comma/],
    ['[{a:1}]', 'a:1}]', /A name stands in double quotes/],
    ["[{'a':1}]", "'a':1}]", /double quotes, "…", not in '/],
    ['[{"a":“x”}]', '“x”}]', /double quotes, "…", not in “/],
    ['[{"a":NaN}]', 'NaN}]', /NaN is no value in JSON/],
    ['[{"a":007}]', '007}]', /write it in quotes, "007"/],
    ['[{"a":"C:\\Users"}]', '\\Users"}]', /backslash in a text is written twice/],
    ['[{"a":"x\n"}]', '"x\n"}]', /does not end on its line/],
    ['[{"a":"x\t"}]', '\t"}]', /control character/],
    ['[{"a":"x', '"x', /never closed/],
    ['[{"a":1', '', /\} is missing. Was it copied whole\?/],
    ['[{"a":1]', ']', /A \} is missing before this bracket/],
    ['{"a":1}\n{"a":2}', '{"a":2}', /must stand in one list/],
    ['[{"a":1}] and more', 'and more', /More text follows/],
    ['[\u00a0{"a":1}]', '\u00a0{"a":1}]', /invisible character/],
  ])('in %j', (text, rest, message) => {
    expect(told(text)).toEqual([rest, expect.stringMatching(message)]);
  });

  test('is nowhere exactly where the language’s own parser finds nothing', () => {
    const random = randomFrom(7);
    const whole = '[{"record_id":"1","age":-5.5e3,"x":null,"y":[true,false,{"z":"\\u00e9\\n"}]},\n {"b":0}]';
    const signs = '{}[]",:\\ \n0.-eE+trufalsn1\'“';
    for (let run = 0; run < 20_000; run += 1) {
      let text = whole;
      for (let change = 0; change <= run % 3; change += 1) {
        const at = Math.floor(random() * text.length);
        const sign = random() < 0.5 ? '' : signs.charAt(Math.floor(random() * signs.length));
        text = text.slice(0, at) + sign + text.slice(sign === '' ? at + 1 : at);
      }
      const error = jsonError(text);
      expect(error === null, text).toBe(isJson(text));
      if (error !== null) expect(error.offset, text).toBeLessThanOrEqual(text.length);
    }
  });

  test('is found in a text of any depth and length', () => {
    expect(jsonError('['.repeat(1_000_000))?.offset).toBe(1_000_000);
    expect(jsonError(`["${'\\n'.repeat(500_000)}`)?.offset).toBe(1);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
