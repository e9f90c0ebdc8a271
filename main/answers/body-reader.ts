import type { Returns } from '#app/catalogue/method.ts';
import { redcapErrorMessage } from '#app/response/error-message.ts';
import { sniffFormat, type TextFormat } from '#app/response/text-format.ts';
import { rowIndexer } from './row-index.ts';
import { rowScanner, type RowScanner, type TableFormat } from './row-scanner.ts';
import { readColumns, readText, type StoredTable } from './stored-answer.ts';
import { singleXmlObject } from './xml-object.ts';

/** Bytes looked at to tell what a body is. */
export const HEAD_BYTES = 64 * 1024;
/** Enough to tell CSV, JSON, XML and HTML apart, so that rows are indexed from the first byte on. */
const SNIFF_BYTES = 512;

export interface BodyContent {
  readonly head: string;
  readonly format: TextFormat;
  readonly table: StoredTable | null;
  /** false: the body ended in the middle of its data. */
  readonly complete: boolean;
}

export interface BodyReader {
  readonly onBytes: (bytes: Uint8Array, at: number) => void;
  readonly finish: (size: number) => Promise<BodyContent>;
}

/** Watches a body on its way to disk: keeps its head and, where rows are expected, the index of its rows. */
export function bodyReader(
  path: string,
  expected: Returns,
  asked: TextFormat | 'odm',
  delimiter: string,
  mediaType: string,
): BodyReader {
  const tabular = expected.kind === 'rows' || expected.kind === 'object';
  const head = Buffer.alloc(HEAD_BYTES);
  let headLength = 0;
  let early: Buffer | null = Buffer.alloc(0);
  let format: TextFormat = 'plain';
  let rows: { readonly scanner: RowScanner; readonly indexer: ReturnType<typeof rowIndexer> } | null = null;

  const begin = (bytes: Buffer): void => {
    early = null;
    format = sniffFormat(bytes.toString('utf8'), mediaType, asked);
    if (!tabular || asked === 'odm' || !isTableFormat(format)) return;
    const indexer = rowIndexer(format === 'csv');
    rows = { indexer, scanner: rowScanner(format, delimiter, indexer.onRow, false) };
    rows.scanner.scan(bytes, 0);
  };

  const isWhole = async (text: string, size: number): Promise<boolean> => {
    if (expected.kind === 'file') return true;
    if (asked === 'odm') return format !== 'xml' || (await isWholeXml(path, text, size));
    return format !== 'json' || isWholeJson(text, size);
  };

  return {
    onBytes: (bytes, at) => {
      const room = HEAD_BYTES - headLength;
      if (room > 0) {
        head.set(bytes.subarray(0, room), headLength);
        headLength += Math.min(room, bytes.length);
      }
      if (early === null) {
        rows?.scanner.scan(bytes, at);
        return;
      }
      early = Buffer.concat([early, bytes]);
      if (early.length >= SNIFF_BYTES) begin(early);
    },
    finish: async (size) => {
      if (early !== null) begin(early);
      const text = head.toString('utf8', 0, headLength);
      const plain = { head: text, format, table: null, complete: await isWhole(text, size) };
      if (rows === null || !isTableFormat(format)) return plain;
      const index = rows.indexer.finish(rows.scanner.finish(size));
      if (index.end === 'notRows' || redcapErrorMessage(text) !== null) return { ...plain, complete: true };
      const base = { path, format, delimiter, index };
      if (format === 'xml' && expected.kind === 'object') {
        const single = await singleXmlObject(base, size);
        return { ...plain, table: single, complete: index.end === 'complete' };
      }
      const table = { ...base, columns: await readColumns(base) };
      return { ...plain, table, complete: index.end === 'complete' };
    },
  };
}

const isTableFormat = (format: TextFormat): format is TableFormat =>
  format === 'csv' || format === 'json' || format === 'xml';

/** Short JSON answers that are no rows, such as counts, are whole when they can be read. */
function isWholeJson(head: string, size: number): boolean {
  if (size > HEAD_BYTES) return true;
  try {
    JSON.parse(head.replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}

/** A document such as ODM is whole when its last tag closes its first. */
async function isWholeXml(path: string, head: string, size: number): Promise<boolean> {
  const root = /<([a-z_][\w.:-]*)[\s/>]/i.exec(head)?.[1];
  const from = Math.max(0, size - 512);
  const { text } = await readText(path, from, size - from);
  return root === undefined || text.trimEnd().endsWith(`</${root}>`) || text.trimEnd().endsWith('/>');
}
