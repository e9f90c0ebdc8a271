// Device names of Windows: a file called so cannot be created, whatever its extension.
const reservedName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
// Path separators, what Windows forbids, control characters, and marks that turn the reading direction
// round so that `invoice‮fdp.exe` would read as a PDF.
const unsafeCharacters = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu;

/**
 * Makes a name that a server or the page chose fit to stand in a save dialog: one path part, no hidden or
 * reserved name, at most 120 characters with its extension kept. Never empty.
 */
export function safeFileName(name: string): string {
  const cleaned = name
    .toWellFormed()
    .replace(unsafeCharacters, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const named = cleaned === '' || reservedName.test(cleaned) ? `file_${cleaned}` : cleaned;
  return named.length <= 120 ? named : shorten(named);
}

function shorten(name: string): string {
  const extension = /\.[^.]{1,16}$/.exec(name)?.[0] ?? '';
  return name.slice(0, 120 - extension.length).toWellFormed() + extension;
}
