import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createUploads } from '#main/uploads/uploads.ts';
import { failureOf, temporaryFolder, valueOf } from '#test/support/open-playground.ts';

it('a chosen file arrives in the order its chunks were sent, for this user alone', async () => {
  const folder = temporaryFolder();
  const uploads = createUploads(folder, () => 'handle');
  const { reference } = valueOf(await uploads.open('scan.pdf'));
  const chunks = Array.from({ length: 20 }, (_, index) => Buffer.alloc(1000, index));
  await Promise.all(chunks.map((chunk) => uploads.append(reference, chunk.toString('base64'))));
  const path = uploads.findFile(reference) ?? '';
  expect(readFileSync(path)).toEqual(Buffer.concat(chunks));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await uploads.discard(reference);
  expect(readdirSync(folder)).toEqual([]);
  expect(uploads.findFile(reference)).toBeNull();
});

it('a file above the limit is refused in a sentence and leaves nothing behind', async () => {
  const folder = temporaryFolder();
  const limit = 10_000;
  const uploads = createUploads(folder, () => 'handle', limit);
  const { reference } = valueOf(await uploads.open('scan.pdf'));
  const chunk = Buffer.alloc(6000).toString('base64');
  valueOf(await uploads.append(reference, chunk));
  expect(failureOf(await uploads.append(reference, chunk))).toMatchObject({
    code: 'tooLarge',
    message: expect.stringContaining('scan.pdf'),
  });
  expect(readdirSync(folder)).toEqual([]);
});

it('references that were never given lead nowhere', async () => {
  const uploads = createUploads(temporaryFolder(), () => 'handle');
  expect(uploads.findFile('../../etc/passwd')).toBeNull();
  expect(failureOf(await uploads.append('other', '')).code).toBe('notFound');
  valueOf(await uploads.discard('other'));
});
