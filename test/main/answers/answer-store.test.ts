import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createAnswerStore, type AnswerStore } from '#main/answers/answer-store.ts';
import { readRows, readText, type StoredTable } from '#main/answers/stored-answer.ts';
import { failureOf, temporaryFolder, valueOf } from '#test/support/open-playground.ts';
import { canaryToken, receiveAnswer } from '#test/support/receive-answer.ts';
import { serve, serveBody } from '#test/support/test-server.ts';

function tableOf(answers: AnswerStore, executionId = 'one'): StoredTable {
  const table = answers.find(executionId)?.table;
  if (table === undefined || table === null) throw new Error('There should be a table.');
  return table;
}

const pathOf = (answers: AnswerStore, executionId = 'one'): string => answers.find(executionId)?.path ?? '';

describe('an answer with rows', () => {
  it.each([
    ['csv', '\uFEFFid,note,more\n1,"a, ""b""\nc",\n2,ü,"x"\n'],
    ['json', '[{"id":"1","note":"a, \\"b\\"\\nc","more":""},{"id":2,"note":"ü","more":"x"}]'],
    [
      'xml',
      '<?xml version="1.0" encoding="UTF-8" ?><records><item><id>1</id><note><![CDATA[a, "b"\nc]]></note><more/></item><item><id>2</id><note>&#252;</note><more>x</more></item></records>',
    ],
  ] as const)('in %s is a table', async (format, body) => {
    const { url } = await serveBody(body, { 'content-type': 'text/html; charset=utf-8' });
    const { reply, answers } = await receiveAnswer(url, { format });
    expect(valueOf(reply)).toMatchObject({
      status: 200,
      statusText: 'OK',
      size: Buffer.byteLength(body),
      verdict: { kind: 'ok' },
      body: { kind: 'table', format, columns: ['id', 'note', 'more'], rowCount: 2 },
    });
    expect(await readRows(tableOf(answers), 0, 10)).toEqual([
      ['1', 'a, "b"\nc', ''],
      ['2', 'ü', 'x'],
    ]);
    expect(await readRows(tableOf(answers), 1, 1)).toEqual([['2', 'ü', 'x']]);
    expect(await readRows(tableOf(answers), 2, 1)).toEqual([]);
  });

  it('reads any window of many rows', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ id: String(index), note: `line\n${index}` }));
    const { url } = await serveBody(JSON.stringify(rows));
    const { answers } = await receiveAnswer(url);
    for (const from of [0, 15, 16, 17, 2500, 4999]) {
      const window = await readRows(tableOf(answers), from, 3);
      expect(window).toEqual(rows.slice(from, from + 3).map((row) => [row.id, row.note]));
    }
  });

  it('is a table of one row for a single object', async () => {
    const json = await serveBody('{"project_id":14,"project_title":"Trial"}');
    const first = await receiveAnswer(json.url, { returns: { kind: 'object' } });
    expect(await readRows(tableOf(first.answers), 0, 5)).toEqual([['14', 'Trial']]);
    const xml = await serveBody(
      '<?xml version="1.0"?><items><project_id>14</project_id><project_title>T&amp;C</project_title></items>',
    );
    const second = await receiveAnswer(xml.url, { returns: { kind: 'object' }, format: 'xml' });
    expect(valueOf(second.reply).body).toMatchObject({
      columns: ['project_id', 'project_title'],
      rowCount: 1,
    });
    expect(await readRows(tableOf(second.answers), 0, 5)).toEqual([['14', 'T&C']]);
  });

  it('uses the delimiter that was asked for', async () => {
    const { url } = await serveBody('id;note\n1;a,b\n');
    const { answers } = await receiveAnswer(url, { format: 'csv', delimiter: ';' });
    expect(await readRows(tableOf(answers), 0, 5)).toEqual([['1', 'a,b']]);
  });

  it('treats hostile names like any others', async () => {
    const { url } = await serveBody('[{"__proto__":"p","constructor":"c","toString":"t"}]');
    const { reply, answers } = await receiveAnswer(url);
    expect(valueOf(reply).body).toMatchObject({ columns: ['__proto__', 'constructor', 'toString'] });
    expect(await readRows(tableOf(answers), 0, 1)).toEqual([['p', 'c', 't']]);
    const xml = await serveBody(
      '<records><item><constructor>c</constructor><hasOwnProperty>h</hasOwnProperty></item></records>',
    );
    const second = await receiveAnswer(xml.url, { format: 'xml' });
    expect(await readRows(tableOf(second.answers), 0, 1)).toEqual([['c', 'h']]);
  });

  it('never expands entities', async () => {
    const { url } = await serveBody(
      '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><records><item><a>&x;</a></item></records>',
    );
    const { reply } = await receiveAnswer(url, { format: 'xml' });
    expect(valueOf(reply).body).toEqual({ kind: 'text', format: 'xml' });
  });

  it('shows a value of 1 MB shortened and keeps it whole on disk', async () => {
    const long = 'ä'.repeat(500_000);
    const { url } = await serveBody(JSON.stringify([{ id: '1', note: long }]));
    const { answers } = await receiveAnswer(url);
    const [row] = await readRows(tableOf(answers), 0, 1);
    expect(row?.[1]).toHaveLength(10_001);
    expect(readFileSync(pathOf(answers), 'utf8')).toContain(long);
  });

  it('tells that JSON ended before it was complete, and still shows the rows that came', async () => {
    const { url } = await serveBody('[{"id":"1"},{"id":"2"},{"id":');
    const { reply, answers } = await receiveAnswer(url);
    expect(valueOf(reply).verdict).toMatchObject({
      kind: 'failed',
      failure: { message: 'The answer ended before it was complete. 2 whole rows were received.' },
    });
    expect(valueOf(reply).body).toMatchObject({ kind: 'table', rowCount: 2 });
    expect(await readRows(tableOf(answers), 0, 9)).toEqual([['1'], ['2']]);
  });

  it('whose rows cannot be read is text', async () => {
    for (const body of ['[{"id":"1",}]', `[{"id":"${'x'.repeat(9 * 1024 ** 2)}"}]`]) {
      const { url } = await serveBody(body);
      const { reply, answers } = await receiveAnswer(url);
      expect(valueOf(reply).body).toEqual({ kind: 'text', format: 'json' });
      expect(await readRows(tableOf(answers), 0, 5)).toEqual([[]]);
    }
  });

  it('shows a row that is damaged or too large among others', async () => {
    const { url } = await serveBody(
      `[{"a":"1","b":"2"},{"a":"3",},{"a":"${'x'.repeat(9 * 1024 ** 2)}","b":""}]`,
    );
    const { answers } = await receiveAnswer(url);
    expect(await readRows(tableOf(answers), 0, 5)).toEqual([
      ['1', '2'],
      ['{"a":"3",}', ''],
      ['This row is too large to show (9 MB); save the answer to see it.', ''],
    ]);
  });

  it('without any row is an empty table', async () => {
    const json = await serveBody('[]');
    expect(valueOf((await receiveAnswer(json.url)).reply).body).toMatchObject({ kind: 'table', rowCount: 0 });
    const csv = await serveBody('id,note\n');
    const reply = valueOf((await receiveAnswer(csv.url, { format: 'csv' })).reply);
    expect(reply.body).toEqual({ kind: 'table', format: 'csv', columns: ['id', 'note'], rowCount: 0 });
  });
});

describe('other answers', () => {
  it('an empty body is empty', async () => {
    const { url } = await serveBody('');
    expect(valueOf((await receiveAnswer(url, { returns: { kind: 'nothing' } })).reply)).toMatchObject({
      size: 0,
      body: { kind: 'empty' },
      verdict: { kind: 'ok' },
    });
  });

  it('a file takes its name, made harmless, from the headers', async () => {
    const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255, 254, 10]);
    const { url } = await serveBody(bytes, {
      'content-type': 'application/pdf; name="../../evil\\..\\a.pdf"',
    });
    const { reply, answers } = await receiveAnswer(url, { returns: { kind: 'file', fileName: 'x.bin' } });
    expect(valueOf(reply).body).toEqual({ kind: 'file', fileName: 'a.pdf', mediaType: 'application/pdf' });
    expect(readFileSync(pathOf(answers))).toEqual(bytes);
  });

  it('a PDF is told by its bytes, which REDCap sends as if they were a page', async () => {
    const { url } = await serveBody('%PDF-1.3\n', { 'content-type': 'text/html; charset=UTF-8' });
    const { reply } = await receiveAnswer(url, { returns: { kind: 'file', fileName: 'instruments.pdf' } });
    expect(valueOf(reply)).toMatchObject({
      body: { kind: 'file', fileName: 'instruments.pdf', mediaType: 'application/pdf' },
      verdict: { kind: 'ok' },
    });
  });

  it('a web page with status 200 is a failure shown as text', async () => {
    const { url } = await serveBody('<!DOCTYPE html><html><body>Please log in</body></html>');
    expect(valueOf((await receiveAnswer(url)).reply)).toMatchObject({
      body: { kind: 'text', format: 'html' },
      verdict: { kind: 'failed', failure: { message: expect.stringContaining('login page') } },
    });
  });

  it('an error of REDCap in a table’s place is text', async () => {
    const { url } = await serveBody('{"error":"You do not have API Export privileges"}', {}, 403);
    expect(valueOf((await receiveAnswer(url)).reply)).toMatchObject({
      status: 403,
      body: { kind: 'text', format: 'json' },
      verdict: { kind: 'failed', failure: { detail: 'You do not have API Export privileges' } },
    });
  });

  it('a project’s XML that was cut off is told, whatever its size', async () => {
    const odm = `<?xml version="1.0"?><ODM xmlns="x">${'<Study OID="a"/>'.repeat(10_000)}</ODM>`;
    const returns = { kind: 'odm' } as const;
    const whole = await serveBody(odm);
    const first = await receiveAnswer(whole.url, { returns, format: 'odm' });
    expect(valueOf(first.reply)).toMatchObject({
      verdict: { kind: 'ok' },
      body: { kind: 'text', format: 'xml' },
    });
    const cut = await serveBody(odm.slice(0, -8));
    const second = await receiveAnswer(cut.url, { returns, format: 'odm' });
    expect(valueOf(second.reply).verdict.kind).toBe('failed');
  });

  it('a compressed answer counts in its full size', async () => {
    const body = JSON.stringify([{ id: 'x'.repeat(100_000) }]);
    const { url } = await serveBody(gzipSync(body), { 'content-encoding': 'gzip' });
    expect(valueOf((await receiveAnswer(url)).reply).size).toBe(body.length);
  });
});

describe('text windows', () => {
  it('never divide a character, and put together give the whole text', async () => {
    const text = 'aä€😀'.repeat(500);
    const { url } = await serveBody(text);
    const { answers } = await receiveAnswer(url, { returns: { kind: 'text', what: 'x' }, format: 'plain' });
    for (const length of [1, 5, 7, 64]) {
      let read = '';
      for (let from: number | null = 0; from !== null;) {
        const window = await readText(pathOf(answers), from, length);
        expect(window.text).not.toContain('\uFFFD');
        read += window.text;
        from = window.next;
      }
      expect(read).toBe(text);
    }
  });

  it('show bytes that are no UTF-8 as U+FFFD and go on', async () => {
    const { url } = await serveBody(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0xe2, 0x82, 0x63, 0x00, 0xf0]));
    const { answers } = await receiveAnswer(url, { returns: { kind: 'text', what: 'x' }, format: 'plain' });
    const window = await readText(pathOf(answers), 0, 100);
    expect(window).toEqual({ text: 'a\uFFFD\uFFFDb\uFFFDc\u0000\uFFFD', next: null });
    expect(await readText(pathOf(answers), 1000, 100)).toEqual({ text: '', next: null });
  });
});

describe('a token echoed by the server', () => {
  it('is cut out of body, headers and file names before anything is kept', async () => {
    const half = Math.floor(canaryToken.length / 2);
    const { url } = await serve((request, response) => {
      request.resume();
      response.writeHead(200, {
        'content-type': `text/plain; name="${canaryToken}.txt"`,
        'x-echo': canaryToken.toLowerCase(),
      });
      response.write(`before ${canaryToken.slice(0, half)}`);
      setTimeout(() => response.end(`${canaryToken.slice(half)} after`), 50);
    });
    const returns = { kind: 'file', fileName: 'x.txt' } as const;
    const { reply, answers, folder } = await receiveAnswer(url, { returns, format: 'plain' });
    expect(JSON.stringify(valueOf(reply)).toUpperCase()).not.toContain(canaryToken);
    expect(valueOf(reply).headers).toContainEqual(['x-echo', '•••• EE99']);
    expect(readFileSync(pathOf(answers), 'utf8')).toBe('before •••• EE99 after');
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name), 'latin1').toUpperCase()).not.toContain(canaryToken);
    }
  });
});

describe('kept answers', () => {
  it('are files only this user can read, and only the newest five', async () => {
    const { url } = await serveBody('[{"id":"1"}]');
    const folder = temporaryFolder();
    const answers = createAnswerStore(folder);
    for (let number = 1; number <= 7; number += 1) {
      await receiveAnswer(url, { answers, executionId: `run ${number}` });
    }
    expect(readdirSync(folder)).toHaveLength(5);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(answers.find('run 2')).toBeUndefined();
    expect(answers.find('run 3')).toBeDefined();
    await answers.discard('run 7');
    expect(readdirSync(folder)).toHaveLength(4);
  });

  it('are not kept when the transfer fails', async () => {
    const { url } = await serve((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-length': '1000' }).write('[{"id":');
      setTimeout(() => response.destroy(), 50);
    });
    const { reply, folder } = await receiveAnswer(url);
    expect(failureOf(reply).code).toBe('unreachable');
    expect(readdirSync(folder)).toEqual([]);
  });
});
