import { useShallow } from 'zustand/react/shallow';
import { usePlayground } from '#renderer/state/playground-context.tsx';
import type { CodeSettings } from './code-choice.ts';

/** The user's choices about code; the same object until one of them changes, so that another method draws no tab anew. */
export function useCodeSettings(): CodeSettings {
  return usePlayground(
    useShallow(({ settings }) => ({
      languageId: settings.languageId,
      codeLibraries: settings.codeLibraries,
      codeTokenSources: settings.codeTokenSources,
      codeInBatches: settings.codeInBatches,
      codeFactors: settings.codeFactors,
    })),
  );
}
