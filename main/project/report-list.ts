import type { NamedItem } from '#app/project/outline.ts';
import type { Reply } from '#app/host/failure.ts';
import { failure, success } from '../failure.ts';
import { ask, refusal } from '../transport/ask.ts';
import { LIST_TIMEOUT, type Asking } from './read-list.ts';

/** As it stands in a sentence after “The”, and the right that it takes. */
export const reportList = { name: 'titles of reports', rights: ['API Export'] } as const;

/**
 * The reports by unique name and title. The API has no method that lists them; they stand in the project's design,
 * which is asked for without data [S1].
 */
export async function readReports(asking: Asking): Promise<Reply<readonly NamedItem[]>> {
  const parameters = { content: 'project_xml', returnMetadataOnly: 'true', returnFormat: 'json' };
  const reply = await ask({ ...asking, parameters, timeout: LIST_TIMEOUT });
  if (!reply.ok) return reply;
  if (reply.value.kind !== 'data') return refusal(reply.value);
  const { text } = reply.value;
  return /<ODM\b/.test(text.slice(0, 2000))
    ? success(reportsIn(text))
    : failure('notRedcap', 'The server’s answer is no project XML.', 'Check the address.');
}

const REPORT = /<redcap:Reports\s((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/g;

/** Looks for the reports alone: a design of 40,000 fields is not worth a tree in memory. */
export function reportsIn(xml: string): readonly NamedItem[] {
  return [...xml.matchAll(REPORT)].flatMap(([, attributes = '']) => {
    const name = attribute(attributes, 'unique_report_name');
    const label = attribute(attributes, 'title');
    return name === '' && label === '' ? [] : [{ name, label }];
  });
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return decoded(found?.[1] ?? found?.[2] ?? '');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** XML's own five entities and character numbers; others stay as they are. */
function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return entities[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
