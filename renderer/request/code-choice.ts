import type { Settings } from '#app/host/settings.ts';
import { defaultBatches, type SnippetOptions } from '#app/snippets/snippet-options.ts';
import type { SnippetTarget } from '#app/snippets/target.ts';
import { findTarget, snippetTargets } from '#app/snippets/targets.ts';

/** The settings that code depends on. */
export type CodeSettings = Pick<
  Settings,
  'languageId' | 'codeLibraries' | 'codeTokenSources' | 'codeInBatches' | 'codeFactors'
>;

/** The target whose code is shown: the chosen one, or the first where a stored choice is no longer there. */
export function chosenTarget({ languageId }: CodeSettings): SnippetTarget {
  const target = findTarget(languageId) ?? snippetTargets[0];
  if (target === undefined) throw new Error('There is always a code target.');
  return target;
}

/** The target that a language's tab leads to: the library last chosen there, or its first. */
export function targetOfLanguage(label: string, { codeLibraries }: CodeSettings): SnippetTarget | undefined {
  const libraries = snippetTargets.filter((target) => target.label === label);
  return libraries.find(({ id }) => id === codeLibraries[label]) ?? libraries[0];
}

/** What to remember when a target is chosen. */
export function choosing(target: SnippetTarget, { codeLibraries }: CodeSettings): Partial<Settings> {
  return { languageId: target.id, codeLibraries: { ...codeLibraries, [target.label]: target.id } };
}

/** The user's choices about code, for this target. */
export function snippetOptions(target: SnippetTarget, settings: CodeSettings): SnippetOptions {
  return {
    tokenSource: settings.codeTokenSources[target.id] ?? null,
    batches: settings.codeInBatches ? defaultBatches : null,
    factors: settings.codeFactors && target.factors,
  };
}
