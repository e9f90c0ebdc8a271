const LARGEST_JSON_SPREAD = 2_000_000;

/** REDCap sends JSON as one huge line: spread over lines where it is complete and of a size to read. */
export function readableText(text: string, format: string, complete: boolean): string {
  if (format !== 'json' || !complete || text.length > LARGEST_JSON_SPREAD) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
