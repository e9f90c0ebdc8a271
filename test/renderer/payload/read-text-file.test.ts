import { expect, test } from 'vitest';
import { readTextFile } from '#renderer/payload/read-text-file.ts';

const file = (bytes: readonly number[]) => new File([new Uint8Array(bytes)], 'import.csv');

test('UTF-8 is read, and its byte order mark is no part of the text', async () => {
  expect(await readTextFile(file([0xef, 0xbb, 0xbf, 0x61, 0xc3, 0xa4]))).toEqual({ ok: true, text: 'aä' });
  expect(await readTextFile(file([]))).toEqual({ ok: true, text: '' });
});

test.each([
  ['Windows-1252, as Excel saves CSV', [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72], /CSV UTF-8/],
  ['UTF-16', [0xff, 0xfe, 0x61, 0x00], /CSV UTF-8/],
  ['a workbook', [0x50, 0x4b, 0x03, 0x04, 0xff], /It is a workbook/],
  ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0], /It is a workbook/],
])('%s is refused with the way out', async (_what, bytes, message) => {
  expect(await readTextFile(file(bytes))).toEqual({
    ok: false,
    message: expect.stringMatching(message),
  });
});

test('a file that is gone is told', async () => {
  const gone = file([0x61]);
  gone.arrayBuffer = () => Promise.reject(new Error('NotFoundError'));
  expect(await readTextFile(gone)).toEqual({
    ok: false,
    message: expect.stringContaining('import.csv could not be read'),
  });
});
