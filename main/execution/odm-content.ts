import { decodeEntities } from '#app/response/error-message.ts';

/** What is looked at in ODM: an attribute that names a record or a field. */
const NAMED =
  /<(?:SubjectData\s[^>]*?\bSubjectKey|ItemData(?:\w*)\s[^>]*?\bItemOID)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

export interface OdmContent {
  readonly records: ReadonlySet<string>;
  /** Names of fields as columns have them: a checkbox is one for each choice. */
  readonly fields: ReadonlySet<string>;
}

/** The records of an ODM text, and the fields that have a value anywhere. */
export function odmContent(text: string): OdmContent {
  const [records, fields] = [new Set<string>(), new Set<string>()];
  for (const [element, double, single] of text.matchAll(NAMED)) {
    const names = element.startsWith('<Subject') ? records : fields;
    names.add(decodeEntities(double ?? single ?? ''));
  }
  return { records, fields };
}
