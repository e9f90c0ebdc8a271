import type { PayloadParameter } from '#app/catalogue/method.ts';

/** What is wrong with data to import, in one sentence, or null. Only JSON is looked into; `format` is how it is written. */
export function checkPayload(
  parameter: PayloadParameter,
  value: string,
  format: string | undefined,
): string | null {
  if (parameter.format === 'odm' || format !== 'json') return null;
  const { label } = parameter;
  let rows: unknown;
  try {
    rows = JSON.parse(value);
  } catch {
    return `${label} is not valid JSON: check quotes, commas and brackets, or choose the format it is written in.`;
  }
  if (isObject(rows)) {
    if (parameter.single) return null;
    return `${label} is a single object, which REDCap counts as 0 records: put it in square brackets.`;
  }
  if (!Array.isArray(rows) || !rows.every(isObject)) {
    return `${label} must be a JSON list of objects, for example [{"record_id": "1"}].`;
  }
  if (rows.length === 0) return `${label} is an empty list: there is nothing to import.`;
  if (parameter.single && rows.length > 1) return `${label} has several rows, but only one is possible.`;
  return null;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
