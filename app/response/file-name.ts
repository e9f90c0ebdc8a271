/** Longest file name kept, in characters. */
const LONGEST_NAME = 150;
const FALLBACK = 'download';

/**
 * The name the server gives a file: REDCap writes it as `name=` into Content-Type [S4, S5], others into
 * Content-Disposition. null when there is none.
 */
export function fileNameFromHeaders(
  contentType: string | null,
  contentDisposition: string | null,
): string | null {
  const extended = /(?:^|;)\s*filename\*\s*=\s*([\w-]*)'[^']*'([^;]+)/i.exec(contentDisposition ?? '');
  if (extended?.[2] !== undefined) {
    try {
      return sanitiseFileName(decodeURIComponent(extended[2].trim()));
    } catch {
      // Not UTF-8: the plain form below is taken.
    }
  }
  const raw = parameter(contentType, 'name') ?? parameter(contentDisposition, 'filename');
  return raw === null ? null : sanitiseFileName(raw);
}

/**
 * A name that is safe in any folder of any system: no folders, no control or direction-changing characters,
 * none of Windows' reserved names or characters, no leading or trailing dots, at most 150 characters.
 */
export function sanitiseFileName(name: string): string {
  const bare = name.split(/[/\\]/).at(-1) ?? '';
  const clean = bare
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\uFFFD]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const allowed = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean) ? `_${clean}` : clean;
  return shortenName(allowed) || FALLBACK;
}

function shortenName(name: string): string {
  const letters = [...name];
  if (letters.length <= LONGEST_NAME) return name;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  return (
    letters
      .slice(0, LONGEST_NAME - extension.length)
      .join('')
      .replace(/[\s.]+$/, '') + extension
  );
}

function parameter(header: string | null, name: string): string | null {
  if (header === null) return null;
  const quoted = new RegExp(`;\\s*${name}\\s*=\\s*"((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(header)?.[1];
  if (quoted !== undefined) return latin1AsUtf8(quoted.replace(/\\(["\\])/g, '$1'));
  const bare = new RegExp(`;\\s*${name}\\s*=\\s*([^;\\s]+)`, 'i').exec(header)?.[1];
  return bare === undefined ? null : latin1AsUtf8(bare);
}

/** Header bytes arrive as Latin-1 characters; REDCap sends UTF-8 bytes, which this puts together again. */
function latin1AsUtf8(text: string): string {
  if (!/[\u0080-\u00FF]/.test(text) || /[\u0100-\uFFFF]/.test(text)) return text;
  try {
    return decodeURIComponent(
      [...text].map((each) => `%${each.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''),
    );
  } catch {
    return text;
  }
}
