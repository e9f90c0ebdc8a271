import { z } from 'zod';

/** What the app remembers of the user's choices. Held by the host; no token and no study data in it. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  activeConnectionId: z.string().max(200).nullable(),
  methodId: z.string().max(200),
  languageId: z.string().max(200),
  /** Splitter positions: group id → panel id → size in per cent. */
  layout: z.record(z.string().max(40), z.record(z.string().max(40), z.number().min(0).max(100))),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  activeConnectionId: null,
  methodId: 'export_records',
  languageId: 'r-httr2',
  layout: {},
};
