export type TextFile =
  | { readonly ok: true; readonly text: string }
  /** A sentence with what to do next. */
  | { readonly ok: false; readonly message: string };

/**
 * The text of a file, without a byte order mark. Only UTF-8 is taken: read as anything else, the letters of other
 * encodings would be replaced without a word, and imported so.
 */
export async function readTextFile(file: File): Promise<TextFile> {
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return {
      ok: false,
      message: `${file.name} could not be read. It may have been moved, or be open in another program: close it there and choose it again.`,
    };
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, message: `${file.name} is not UTF-8 text. ${wayOut(new Uint8Array(bytes))}` };
  }
}

function wayOut(bytes: Uint8Array): string {
  // Every workbook is a zip archive; an old one begins with these two bytes.
  const isWorkbook = (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);
  return isWorkbook
    ? 'It is a workbook or an archive: in Excel, save the sheet as “CSV UTF-8 (Comma delimited)” and read that file.'
    : 'Letters such as ä or é would be lost: in Excel, save it as “CSV UTF-8 (Comma delimited)”, in other programs with the encoding UTF-8, and read it again.';
}
