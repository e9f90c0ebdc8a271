import { z } from 'zod';
import { normaliseAddress } from '#app/connection/address.ts';
import { defaultSettings, settingsSchema } from '#app/host/settings.ts';

/** Raised with every change of shape, together with one more entry in `migrations.ts`. */
export const DOCUMENT_VERSION = 1;

/** A connection as it is stored: the token only sealed by the cipher. */
export const storedConnectionSchema = z.object({
  id: z.string().min(1).max(200),
  title: z.string().max(2000),
  url: z.string().refine(isNormal),
  tokenKind: z.enum(['project', 'super']),
  lastFour: z.string().max(4),
  addedAt: z.iso.datetime(),
  sealed: z.string().min(1),
});

export const documentSchema = z.object({
  version: z.literal(DOCUMENT_VERSION),
  // A setting that an older release did not know takes its default.
  settings: z.preprocess(overDefaults, settingsSchema),
  connections: z.array(storedConnectionSchema),
});

export type StoredConnection = Readonly<z.infer<typeof storedConnectionSchema>>;

export interface StoredDocument {
  readonly version: typeof DOCUMENT_VERSION;
  readonly settings: z.infer<typeof settingsSchema>;
  readonly connections: readonly StoredConnection[];
}

export const emptyDocument: StoredDocument = {
  version: DOCUMENT_VERSION,
  settings: defaultSettings,
  connections: [],
};

function overDefaults(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? { ...defaultSettings, ...value } : value;
}

/** A changed file must not make the app send a token where no typed address could. */
function isNormal(url: string): boolean {
  const normal = normaliseAddress(url);
  return normal.ok && normal.url === url;
}
