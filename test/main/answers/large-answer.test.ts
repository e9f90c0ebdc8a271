import { describe, expect, it } from 'vitest';
import { readRows } from '#main/answers/stored-answer.ts';
import { valueOf } from '#test/support/open-playground.ts';
import { receiveAnswer } from '#test/support/receive-answer.ts';
import { serve } from '#test/support/test-server.ts';

const ROWS = 250_000;
const rowOf = (index: number): string =>
  JSON.stringify({ record_id: String(index), note: 'x'.repeat(180), field: `value ${index}` });

describe('an answer of more than 50 MB', () => {
  it('goes to disk without ever being in memory as a whole, and any of its rows can be read', async () => {
    const { url } = await serve(async (request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('[');
      for (let from = 0; from < ROWS; from += 500) {
        const rows = Array.from({ length: 500 }, (_, index) => rowOf(from + index));
        const text = `${from === 0 ? '' : ','}${rows.join(',')}`;
        if (!response.write(text)) await new Promise((resolve) => response.once('drain', resolve));
      }
      response.end(']');
    });
    const buffersBefore = process.memoryUsage().arrayBuffers;
    let highest = 0;
    const watch = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().arrayBuffers - buffersBefore);
    }, 20);
    const { reply, answers } = await receiveAnswer(url);
    clearInterval(watch);
    const answer = valueOf(reply);
    expect(answer.size).toBeGreaterThan(50 * 1024 ** 2);
    expect(answer.body).toMatchObject({ kind: 'table', rowCount: ROWS });
    // The server of this test shares the process and keeps some portions, too.
    expect(highest).toBeLessThan(answer.size / 2);
    const table = answers.find('one')?.table;
    if (table === undefined || table === null) throw new Error('There should be a table.');
    const last = await readRows(table, ROWS - 2, 500);
    expect(last.map(([id]) => id)).toEqual([String(ROWS - 2), String(ROWS - 1)]);
    expect((await readRows(table, 123_456, 1))[0]?.[2]).toBe('value 123456');
  });
});
