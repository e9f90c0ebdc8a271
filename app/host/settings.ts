import { z } from 'zod';

/** What the app remembers of the user's choices. Held by the host; no token and no study data in it. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  activeConnectionId: z.string().max(200).nullable(),
  methodId: z.string().max(200),
  languageId: z.string().max(200),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  activeConnectionId: null,
  methodId: 'export_records',
  languageId: 'r-httr2',
};
