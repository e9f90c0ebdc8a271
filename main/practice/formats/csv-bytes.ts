import { Buffer } from 'node:buffer';
import { csvCells } from './csv-lines.ts';
import type { Cell } from './write-table.ts';

/** Bytes. A piece is sent once it is this long; few are under way at a time, so memory does not grow. */
const PIECE = 64 * 1024;

/** What the last line of a piece may take beyond it before more room is made. */
const SLACK = 8 * 1024;

const LINE_END = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const LAST_ASCII = 0x7f;

/** The lines that csvLines gives, gathered as bytes until they are worth sending: for tables of millions of cells. */
export class CsvBytes {
  /** A cell as text, with quotes where it needs them. */
  readonly quoted: (cell: Cell) => string;
  readonly #delimiter: number;
  #bytes = Buffer.allocUnsafe(PIECE + SLACK);
  #length = 0;
  #startsLine = true;

  /** @param delimiter One ASCII character. */
  constructor(delimiter: string) {
    this.quoted = csvCells(delimiter);
    this.#delimiter = delimiter.charCodeAt(0);
  }

  get isWorthSending(): boolean {
    return this.#length >= PIECE;
  }

  addCell(cell: Cell): void {
    if (typeof cell === 'string' && this.#addPlain(cell)) return;
    const text = this.quoted(cell);
    this.#startCell(3 * text.length);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** A cell that is bytes already. */
  addWritten(cell: Uint8Array): void {
    this.#startCell(cell.length);
    const into = this.#bytes;
    let to = this.#length;
    // A loop, because cells are few bytes and the call of a copying function takes longer than they do.
    for (let from = 0; from < cell.length; from += 1, to += 1) into[to] = cell[from] ?? 0;
    this.#length = to;
  }

  endLine(): void {
    this.#makeRoomFor(1);
    this.#bytes[this.#length] = LINE_END;
    this.#length += 1;
    this.#startsLine = true;
  }

  /** What was gathered; the next begins anew, as this one may still be on its way. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(PIECE + SLACK);
    this.#length = 0;
    return taken;
  }

  /** Most cells are short and plain: looked at and copied in one go. False, with nothing added, for any other. */
  #addPlain(text: string): boolean {
    const [length, startsLine] = [this.#length, this.#startsLine];
    this.#startCell(text.length);
    const into = this.#bytes;
    let to = this.#length;
    for (let from = 0; from < text.length; from += 1, to += 1) {
      const code = text.charCodeAt(from);
      if (code <= SPACE || code > LAST_ASCII || code === QUOTE || code === this.#delimiter) {
        this.#length = length;
        this.#startsLine = startsLine;
        return false;
      }
      into[to] = code;
    }
    this.#length = to;
    return true;
  }

  #startCell(length: number): void {
    this.#makeRoomFor(length + 1);
    if (!this.#startsLine) {
      this.#bytes[this.#length] = this.#delimiter;
      this.#length += 1;
    }
    this.#startsLine = false;
  }

  #makeRoomFor(more: number): void {
    const end = this.#length + more;
    if (end > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * end);
  }
}
