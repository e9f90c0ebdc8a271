import { useState } from 'react';
import type { PayloadParameter } from '#app/catalogue/method.ts';
import { payloadSettings, type PayloadSettings } from '#app/project/payload/settings.ts';
import { useCurrentRequest } from '#renderer/state/playground-context.tsx';

/** The settings of the form at hand; the same object until one of them changes. */
export function usePayloadSettings(parameter: PayloadParameter): PayloadSettings {
  const { method, draft } = useCurrentRequest();
  const now = payloadSettings(method, parameter, draft);
  const [kept, setKept] = useState(now);
  const isSame = (Object.keys(now) as (keyof PayloadSettings)[]).every((key) => now[key] === kept[key]);
  if (!isSame) setKept(now);
  return isSame ? kept : now;
}
