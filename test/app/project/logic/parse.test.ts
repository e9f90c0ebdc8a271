import { describe, expect, it } from 'vitest';
import { parseLogic } from '#app/project/logic/parse.ts';
import type { LogicNode } from '#app/project/logic/tree.ts';

/** The tree with every operation in round parentheses. */
function shape(node: LogicNode | null): string {
  if (node === null) return '';
  switch (node.kind) {
    case 'binary':
      return `(${shape(node.left)} ${node.sign ?? '?'} ${shape(node.right)})`;
    case 'prefix':
      return `(${node.sign} ${shape(node.operand)})`;
    case 'group':
      return shape(node.inner);
    case 'call':
      return `${node.name}{${node.inputs.map(shape).join('; ')}}`;
    case 'reference':
      return [node.event, node.target, node.instance]
        .map((part) =>
          part === null
            ? ''
            : `[${[part.name, part.code, ...part.modifiers].filter((each) => each !== null).join('|')}]`,
        )
        .join('');
    case 'missing':
      return '∅';
    case 'string':
      return `"${node.value}"`;
    default:
      return String(node.value);
  }
}

const syntaxOf = (text: string) => parseLogic(text).problems.filter(({ syntax }) => syntax);

describe('parseLogic', () => {
  it.each([
    ['', ''],
    ['   // only a comment', ''],
    ['[age] > 5', '([age] > 5)'],
    ["[age]!=5 AND not [sex]='1'", '(([age] <> 5) and (not ([sex] = "1")))'],
    ['[a]=1 or [b]=2 and [c]=3', '(([a] = 1) or (([b] = 2) and ([c] = 3)))'],
    ['[a]=1 || [b]=2 && [c]=3', '(([a] = 1) or (([b] = 2) and ([c] = 3)))'],
    ['([a]=1 or [b]=2) and [c]=3', '((([a] = 1) or ([b] = 2)) and ([c] = 3))'],
    ['1 - 2 - 3', '((1 - 2) - 3)'],
    ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
    ['-2 ^ 2', '(- (2 ^ 2))'],
    ['2 * -3 + .5', '((2 * (- 3)) + .5)'],
    ['[visit_1_arm_1][smoke(p)][2] = "1"', '([visit_1_arm_1][smoke|p][2] = "1")'],
    ['[weight][last-instance] > 0', '([weight][last-instance] > 0)'],
    ['[first-event-name][weight] > 0', '([first-event-name][weight] > 0)'],
    ['[ age ] > 1', '([age] > 1)'],
    ['[sex:label] = "Male"', '([sex|label] = "Male")'],
    ['[survey-date-completed:visit] <> ""', '([survey-date-completed|visit] <> "")'],
    ['if([a]>1, "x", round([b], 2))', 'if{([a] > 1); "x"; round{[b]; 2}}'],
    ['datediff([dob], "today", "y", true) > 64', '(datediff{[dob]; "today"; "y"; true} > 64)'],
    ['[a] = 1 # note\nand [b] = 2 /* more */', '(([a] = 1) and ([b] = 2))'],
    ['[note] = "it\'s [not] a field"', '([note] = "it\'s [not] a field")'],
  ])('reads %s', (text, expected) => {
    const { tree, problems } = parseLogic(text);
    expect(problems).toEqual([]);
    expect(shape(tree)).toBe(expected);
  });

  it.each([
    ['[age', 0, 4, /not closed: write \]/, '[age]'],
    ['[age > 5', 0, 4, /not closed/, '[age]'],
    ['[sex] = "1', 8, 10, /not closed: write "/, '"1"'],
    ['[sex] = “1”', 8, 11, /curly quotes/, '"1"'],
    ['[sex] = ‘1’', 8, 11, /curly quotes/, '"1"'],
    ['[age] => 5', 6, 8, /REDCap writes >=/, '>='],
    ['[age] ≥ 5', 6, 7, /REDCap writes >=/, '>='],
    ['[a]=1 & [b]=1', 6, 7, /REDCap writes and/, 'and'],
    ['[age] >', 6, 7, /Nothing follows “>”/, undefined],
    ['= 5', 0, 1, /Nothing stands before “=”/, undefined],
    ['[a] = = 5', 6, 7, /missing between “=” and “=”/, undefined],
    ['[a] = 1 and or [b] = 2', 12, 14, /missing between “and” and “or”/, undefined],
    ['([a] = 1', 0, 1, /not closed: write \)/, undefined],
    ['[a] = 1)', 7, 8, /closes nothing/, ''],
    ['()', 1, 2, /Nothing stands between these parentheses/, undefined],
    ['round(1,)', 8, 9, /missing between/, undefined],
    ['[a] [b]', 4, 7, /without a space/, undefined],
    ['[a] 5', 4, 5, /Write a sign/, undefined],
    ['[a] is 5', 4, 6, /write =/, '='],
    ['[a] > 1,5', 7, 8, /with a point/, '.'],
    ['[a], [b]', 3, 4, /inputs of a function only/, undefined],
    ['[]', 0, 2, /Nothing stands in these brackets/, undefined],
    ['[my field] = 1', 0, 10, /no name of a field/, undefined],
    ['[smoke(1] = 1', 0, 9, /parenthesis in this bracket/, undefined],
    ['[a][b][c][d]', 0, 12, /Too many brackets/, undefined],
    ['[2] = 1', 0, 3, /as its instance/, undefined],
    ['[a] = 1; ', 7, 8, /means nothing/, ''],
    ['[a] = 1 /* open', 8, 10, /comment is not closed/, undefined],
    ['a]', 1, 2, /closes nothing/, ''],
  ])('says what is wrong in %s', (text, from, to, message, replacement) => {
    const [problem, ...others] = syntaxOf(text);
    expect(problem).toMatchObject({ severity: 'error', from, to, message: expect.stringMatching(message) });
    expect(problem?.replacement).toBe(replacement);
    expect(others).toEqual([]);
  });

  it('takes == for =, and says that one is enough', () => {
    const { tree, problems } = parseLogic('[a] == 1');
    expect(shape(tree)).toBe('([a] = 1)');
    expect(problems).toMatchObject([
      { severity: 'warning', syntax: false, from: 4, to: 6, replacement: '=' },
    ]);
  });

  it('takes words side by side for one text', () => {
    expect(shape(parseLogic('[city] = New York 2 and [a] = 1').tree)).toBe(
      '(([city] = New York 2) and ([a] = 1))',
    );
  });

  it('keeps every node of the tree, inner before outer', () => {
    expect(parseLogic('[a] > 1 and not [b] = 2').nodes.map(({ kind }) => kind)).toEqual([
      'reference',
      'number',
      'binary',
      'reference',
      'number',
      'binary',
      'prefix',
      'binary',
    ]);
  });

  it.each([
    ['parentheses', '('.repeat(10_000) + '1' + ')'.repeat(10_000)],
    ['parentheses left open', '('.repeat(10_000)],
    ['calls', 'abs('.repeat(10_000) + '1' + ')'.repeat(10_000)],
    ['denials', 'not '.repeat(10_000) + '1'],
    ['minus signs', '-'.repeat(10_000) + '1'],
    ['powers', '2^'.repeat(10_000) + '2'],
    ['a chain', '1 + '.repeat(10_000) + '1'],
  ])('reads %s 10,000 deep', (_what, text) => {
    const { tree, nodes } = parseLogic(text);
    expect(tree).not.toBeNull();
    expect(nodes.length).toBeGreaterThanOrEqual(10_000);
  });
});
