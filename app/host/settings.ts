import { z } from 'zod';
import { allTokenSources } from '#app/snippets/token-sources.ts';

/** What the app remembers of the user's choices. Held by the host; no token and no study data in it. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  activeConnectionId: z.string().max(200).nullable(),
  methodId: z.string().max(200),
  /** The id of the code target shown. */
  languageId: z.string().max(200),
  /** Language → the target last chosen there, by id. */
  codeLibraries: z.record(z.string().max(40), z.string().max(200)),
  /** Target → the place its programs read the token from. */
  codeTokenSources: z.record(z.string().max(200), z.enum(allTokenSources)),
  /** Exports of records in batches, where the target can. */
  codeInBatches: z.boolean(),
  /** Coded answers as factors or with value labels, where the target can. */
  codeFactors: z.boolean(),
  /** Splitter positions: group id → panel id → size in per cent. */
  layout: z.record(z.string().max(40), z.record(z.string().max(40), z.number().min(0).max(100))),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  activeConnectionId: null,
  methodId: 'export_records',
  languageId: 'r-httr2',
  codeLibraries: {},
  codeTokenSources: {},
  codeInBatches: false,
  codeFactors: false,
  layout: {},
};
