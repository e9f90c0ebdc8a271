import { z } from 'zod';
import type { ProjectStatus } from '#app/connection/connection.ts';
import { codesAndLabels } from '#app/project/choices.ts';
import type { OutlineChoice } from '#app/project/outline.ts';
import type { Reply } from '#app/host/failure.ts';
import { failure, success } from '../failure.ts';
import { ask, refusal, type Question } from '../transport/ask.ts';

/** What the app reads of a project's information; old servers leave some of it out. */
export interface ProjectInformation {
  readonly title: string;
  readonly status: ProjectStatus;
  readonly longitudinal: boolean | undefined;
  readonly repeating: boolean | undefined;
  readonly autoNumbering: boolean | undefined;
  readonly missingCodes: readonly OutlineChoice[];
}

/** Milliseconds a question that a person waits for may take. */
export const QUESTION_TIMEOUT = 30_000;

const flag = z.union([z.string(), z.number(), z.boolean()]).transform(String).optional().catch(undefined);
const informationSchema = z.looseObject({
  project_title: z.string().catch(''),
  in_production: flag,
  is_longitudinal: flag,
  has_repeating_instruments_or_events: flag,
  record_autonumbering_enabled: flag,
  missing_data_codes: z.string().catch(''),
});

/** Asks the server anew each time: the lock must not rest on what was true an hour ago. */
export async function readProjectInformation(
  question: Omit<Question, 'parameters' | 'timeout'>,
): Promise<Reply<ProjectInformation>> {
  const parameters = { content: 'project', format: 'json', returnFormat: 'json' };
  const reply = await ask({ ...question, parameters, timeout: QUESTION_TIMEOUT });
  if (!reply.ok) return reply;
  if (reply.value.kind !== 'data') return refusal(reply.value);
  return parseInformation(reply.value.text);
}

function parseInformation(text: string): Reply<ProjectInformation> {
  try {
    const found = informationSchema.parse(JSON.parse(text));
    return success({
      title: found.project_title.trim(),
      status: statusOf(found.in_production),
      longitudinal: traitOf(found.is_longitudinal),
      repeating: traitOf(found.has_repeating_instruments_or_events),
      autoNumbering: traitOf(found.record_autonumbering_enabled),
      missingCodes: codesAndLabels(found.missing_data_codes),
    });
  } catch {
    return failure('notRedcap', 'The server’s project information cannot be read.', 'Check the address.');
  }
}

/** Only a clear 0 is development; what cannot be understood must lock. */
function statusOf(inProduction: string | undefined): ProjectStatus {
  if (inProduction === '0' || inProduction === 'false') return 'development';
  if (inProduction === '1' || inProduction === 'true') return 'production';
  return inProduction === '2' ? 'analysis' : 'unknown';
}

function traitOf(value: string | undefined): boolean | undefined {
  if (value === undefined || value === '') return undefined;
  return value === '1' || value === 'true';
}
