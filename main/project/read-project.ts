import { z } from 'zod';
import type { NamedItem, OutlineField, ProjectOutline } from '#app/project/outline.ts';
import type { Reply } from '#app/host/failure.ts';
import { serverName } from '#app/connection/address.ts';
import { success } from '../failure.ts';
import { ask, refusal, type Question } from '../transport/ask.ts';
import { readProjectInformation } from './project-information.ts';
import { takeTurns } from './take-turns.ts';

/** A large dictionary takes a slow server a while, in milliseconds. */
const LIST_TIMEOUT = 120_000;
/** Requests at once, so that reading an outline never feels like an attack to the server. */
const AT_ONCE = 2;

type Asking = Omit<Question, 'parameters' | 'timeout'>;

const text = z.union([z.string(), z.number()]).transform(String).catch('');
const fieldsSchema = z.array(
  z.object({
    field_name: z.string().min(1),
    field_label: text,
    form_name: text,
    field_type: text,
    identifier: text,
  }),
);
const formsSchema = z.array(z.object({ instrument_name: z.string().min(1), instrument_label: text }));
const eventsSchema = z.array(z.object({ unique_event_name: z.string().min(1), event_name: text }));
const armsSchema = z.array(z.object({ arm_num: text, name: text }));

/**
 * Reads what the forms need of a project. Each list fails alone, because rights differ; only a server that
 * cannot be reached at all is a failure.
 */
export async function readProject(asking: Asking, readAt: string): Promise<Reply<ProjectOutline>> {
  const turn = takeTurns(AT_ONCE);
  const missing: string[] = [];
  const list = async <Row, Item>(
    name: string,
    parameters: Readonly<Record<string, string>>,
    schema: z.ZodType<readonly Row[]>,
    toItem: (row: Row) => Item,
  ): Promise<readonly Item[] | null> => {
    const rows = await turn(() => readList(asking, parameters, schema));
    if (typeof rows !== 'string') return rows.map(toItem);
    missing.push(`The ${name} could not be read: ${rows}`);
    return null;
  };

  const [information, version, fields, forms] = await Promise.all([
    turn(() => readProjectInformation(asking)),
    turn(() => readVersion(asking)),
    list('fields', { content: 'metadata' }, fieldsSchema, toField),
    list('instruments', { content: 'instrument' }, formsSchema, (row): NamedItem => ({
      name: row.instrument_name,
      label: row.instrument_label,
    })),
  ]);
  if (!information.ok && isNetwork(information.failure.code) && fields === null) return information;

  // A classic project has none of these, and asking would only give errors [S5].
  const classic = information.ok && information.value.longitudinal === false;
  const [events, arms] = classic
    ? [[], []]
    : await Promise.all([
        list('events', { content: 'event' }, eventsSchema, (row): NamedItem => ({
          name: row.unique_event_name,
          label: row.event_name,
        })),
        list('arms', { content: 'arm' }, armsSchema, (row): NamedItem => ({
          name: row.arm_num,
          label: row.name,
        })),
      ]);
  if (!information.ok)
    missing.push(`The project information could not be read: ${information.failure.message}`);
  const known = information.ok ? information.value : null;
  return success({
    title: known?.title || serverName(asking.url),
    status: known?.status ?? 'unknown',
    longitudinal: known?.longitudinal,
    repeating: known?.repeating,
    redcapVersion: version,
    fields,
    forms,
    events,
    arms,
    missing,
    readAt,
  });
}

const toField = (row: z.infer<typeof fieldsSchema>[number]): OutlineField => ({
  name: row.field_name,
  label: row.field_label,
  form: row.form_name,
  type: row.field_type,
  identifier: row.identifier === 'y' || row.identifier === 'Y',
});

/** The rows, or a sentence about why there are none. */
async function readList<Row>(
  asking: Asking,
  parameters: Readonly<Record<string, string>>,
  schema: z.ZodType<readonly Row[]>,
): Promise<readonly Row[] | string> {
  const formats = { format: 'json', returnFormat: 'json' };
  const reply = await ask({ ...asking, parameters: { ...parameters, ...formats }, timeout: LIST_TIMEOUT });
  if (!reply.ok) return reply.failure.message;
  if (reply.value.kind !== 'data') {
    const refused = refusal(reply.value);
    return refused.ok ? '' : refused.failure.message;
  }
  try {
    return schema.parse(JSON.parse(reply.value.text));
  } catch {
    return 'the server’s answer is not as expected.';
  }
}

/** `x.y.z`, or null when it cannot be read. */
async function readVersion(asking: Asking): Promise<string | null> {
  const reply = await ask({ ...asking, parameters: { content: 'version' }, timeout: LIST_TIMEOUT });
  return reply.ok && reply.value.kind === 'data' ? versionIn(reply.value.text) : null;
}

/** REDCap's version from a version answer; null when the answer is something else. */
export function versionIn(answer: string): string | null {
  return /^"?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)"?$/.exec(answer.trim())?.[1] ?? null;
}

const isNetwork = (code: string): boolean =>
  ['unreachable', 'certificate', 'redirected', 'cancelled', 'notRedcap'].includes(code);
