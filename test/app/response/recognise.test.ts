import { describe, expect, it } from 'vitest';
import type { Explanation, Verdict } from '#app/response/answer.ts';
import { recognise, type ReceivedAnswer } from '#app/response/recognise.ts';

const answer = (changed: Partial<ReceivedAnswer>): ReceivedAnswer => ({
  status: 200,
  mediaType: 'text/html',
  namesFile: false,
  head: '',
  size: changed.head?.length ?? 0,
  wholeHead: true,
  expected: { kind: 'rows' },
  asked: 'csv',
  format: 'csv',
  complete: true,
  rowCount: null,
  ...changed,
});

const failureIn = (verdict: Verdict): Explanation => {
  if (verdict.kind === 'ok') throw new Error('This should be a failure.');
  return verdict.failure;
};

const message = 'You do not have API Export privileges';

describe('an error of REDCap', () => {
  it.each([
    ['JSON', `{"error":"${message}"}`],
    ['CSV', `ERROR: ${message}`],
    ['XML', `<?xml version="1.0" encoding="UTF-8" ?><hash><error>${message}</error></hash>`],
    ['XML with CDATA', `<hash><error><![CDATA[${message}]]></error></hash>`],
    ['JSON after a byte order mark', `\uFEFF{"error":"${message}"}`],
  ])('is found in %s under any status', (_, head) => {
    for (const status of [200, 400, 403, 500]) {
      const failure = failureIn(recognise(answer({ status, head })));
      expect(failure.message).toBe('The token’s user lacks the right to export through the API.');
      expect(failure.detail).toBe(message);
    }
  });

  it('is found when its message is longer than what is looked at', () => {
    const head = `{"error":"\\"1\\",\\"age\\",\\"x\\",\\"no number\\"\\n${'x'.repeat(70_000)}`;
    expect(failureIn(recognise(answer({ status: 400, head }))).detail).toMatch(
      /^"1","age","x","no number"\nx/,
    );
  });

  it.each([
    ['JSON', '{"error":"', '\\"'],
    ['CSV', 'ERROR: ', '"'],
    ['XML', '<hash><error>', '&quot;'],
    ['XML with CDATA', '<hash><error><![CDATA[', '"'],
  ])('is found in %s that was cut off, and told as far as it goes', (_, start, quote) => {
    const row = '"1","age","x","no number"'.replaceAll('"', quote);
    const head = `${start}${row}${start.startsWith('{') ? '\\n' : '\n'}${row.slice(0, -10)}`;
    const failure = failureIn(recognise(answer({ status: 400, head, wholeHead: false })));
    expect(failure.rows).toMatchObject([{ record: '1', field: 'age', value: 'x', explanation: 'no number' }]);
  });

  it('is not seen in data that merely has an error column', () => {
    expect(recognise(answer({ head: '[{"error":"none"}]' })).kind).toBe('ok');
    expect(recognise(answer({ head: '{"error":"none","record_id":"1"}' })).kind).toBe('ok');
    expect(recognise(answer({ head: 'error,record_id\nERROR: x,1' })).kind).toBe('ok');
  });

  it('is not seen in a file that was asked for', () => {
    const file = { expected: { kind: 'file', fileName: 'x' }, namesFile: true } as const;
    expect(recognise(answer({ ...file, head: '<html><p>Consent form</p></html>' })).kind).toBe('ok');
    expect(recognise(answer({ ...file, head: 'ERROR: a log file' })).kind).toBe('ok');
    expect(recognise(answer({ ...file, namesFile: false, head: 'ERROR: not found' })).kind).toBe('failed');
  });
});

describe('a web page with status 200', () => {
  it.each([
    ['<!DOCTYPE html><html><head><title>x</title></head><body>Welcome</body></html>', 'a web page'],
    ['\n\n<!-- nginx --><html><body><form>Username Password Log In</form></body></html>', 'a login page'],
    ['<html><body>REDCap is offline for maintenance</body></html>', 'maintenance'],
  ])('is an error with a plain explanation: %s', (head, words) => {
    const failure = failureIn(recognise(answer({ head })));
    expect(failure.message).toContain(words);
    expect(failure.detail).not.toContain('<');
  });
});

describe('a web page with another status', () => {
  const page =
    '<html><head><title>x</title></head><body><h1>Nope</h1> You do not have access rights</body></html>';

  it.each([
    [401, 'asks for a login of its own', 'address that programs use'],
    [403, 'a firewall before REDCap', 'set the firewall off'],
    [404, 'no REDCap API at this address', 'ends in /api/'],
    [413, 'larger than the server accepts', 'several smaller requests'],
    [503, 'not available', 'Nothing was repeated'],
  ])('%i is not taken for REDCap’s own answer', (status, words, way) => {
    const failure = failureIn(recognise(answer({ status, head: page })));
    expect(failure.message).toContain(words);
    expect(failure.advice).toContain(way);
    expect(failure.detail).toBe('Nope You do not have access rights');
    expect(failure.parts).toBeUndefined();
  });

  it('403 without a page is REDCap’s', () => {
    expect(failureIn(recognise(answer({ status: 403, head: '' }))).message).toContain('the token is wrong');
  });
});

describe('other answers', () => {
  it.each([301, 302, 400, 401, 403, 404, 405, 406, 407, 408, 413, 429, 500, 501, 502, 503, 504, 418, 599])(
    'status %i is explained in a sentence with a way out',
    (status) => {
      const failure = failureIn(
        recognise(answer({ status, head: '<html><body><h1>Status</h1></body></html>' })),
      );
      expect(failure.message).toMatch(/^[A-Z].+\.$/);
      expect(failure.advice).toMatch(/^[A-Z].+\.$/);
    },
  );

  it('an answer that was cut off is told with the rows that came', () => {
    const failure = failureIn(recognise(answer({ head: '[{"a":"1"},', complete: false, rowCount: 1 })));
    expect(failure.message).toBe('The answer ended before it was complete. 1 whole rows were received.');
  });

  it.each(['0', '"0"', '{"count": 0}', '<?xml version="1.0" encoding="UTF-8" ?><count>0</count>', '[]'])(
    'an import of nothing is pointed out: %s',
    (head) => {
      expect(recognise(answer({ head, expected: { kind: 'importResult' } }))).toEqual({
        kind: 'ok',
        notes: ['The server reports 0: nothing was changed.'],
      });
    },
  );

  it.each([
    '{"success":false}',
    '{ "success" : "0" }',
    'success\nfalse',
    '<?xml version="1.0" ?><hash><success>false</success></hash>',
  ])('an import that the server did not take into its queue has failed: %s', (head) => {
    const failure = failureIn(recognise(answer({ head, expected: { kind: 'importResult' } })));
    expect(failure.message).toBe('REDCap did not take the import into its queue.');
  });

  it('an import that the server took into its queue has not', () => {
    for (const head of ['{"success":true}', 'success\ntrue', '<hash><success>true</success></hash>']) {
      expect(recognise(answer({ head, expected: { kind: 'importResult' } }))).toEqual({ kind: 'ok' });
    }
  });

  it.each([
    ['json', 'plain', 'Access denied by policy', 'The answer is plain text, although JSON was asked for'],
    ['xml', 'json', '[{"a":"1"}]', 'The answer is JSON, although XML was asked for'],
    ['csv', 'xml', '<records/>', 'The answer is XML, although CSV was asked for'],
    ['odm', 'json', '[]', 'The answer is JSON, although ODM was asked for'],
  ] as const)('data asked for in %s that comes as %s is pointed out', (asked, format, head, words) => {
    const verdict = recognise(answer({ asked, format, head }));
    expect(verdict.kind === 'ok' && verdict.notes?.join()).toContain(words);
  });

  it.each([
    ['csv', 'csv'],
    ['csv', 'plain'],
    ['json', 'json'],
    ['odm', 'xml'],
  ] as const)('data asked for in %s may come as %s', (asked, format) => {
    expect(recognise(answer({ asked, format, head: 'x' }))).toEqual({ kind: 'ok' });
  });

  it('a confirmation that does not confirm is pointed out', () => {
    const expected = { kind: 'text', what: '1 when renamed', confirms: '1' } as const;
    for (const head of ['1', ' 1\n', '"1"'])
      expect(recognise(answer({ expected, head }))).toEqual({ kind: 'ok' });
    for (const head of ['0', 'false']) {
      const verdict = recognise(answer({ expected, head }));
      expect(verdict.kind === 'ok' && verdict.notes?.join()).toContain('does not answer 1');
    }
  });

  it('a text that is empty is pointed out', () => {
    const verdict = recognise(answer({ expected: { kind: 'text', what: 'the link' }, head: '' }));
    expect(verdict).toEqual({ kind: 'ok', notes: ['The answer is empty, although one was expected.'] });
  });

  it('a count above nothing needs no remark', () => {
    expect(recognise(answer({ head: '{"count": 10}', expected: { kind: 'importResult' } }))).toEqual({
      kind: 'ok',
    });
  });
});
