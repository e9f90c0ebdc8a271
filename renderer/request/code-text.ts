import { codeFor } from '#app/snippets/code-for.ts';
import { findTarget } from '#app/snippets/targets.ts';
import { snippetInput, withFileNamesAsPaths } from '#app/snippets/snippet-input.ts';
import type { CurrentRequest } from '#renderer/state/current-request.ts';

export type CodeText =
  | { readonly kind: 'code'; readonly text: string; readonly fileName: string; readonly colouring: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** The current request as a program, or why there is none: code that cannot work is never shown. */
export function codeForCopying(current: CurrentRequest, languageId: string): CodeText {
  const target = findTarget(languageId);
  if (target === undefined)
    return { kind: 'unavailable', reason: 'This language is not available any more. Choose another one.' };
  const { problems, method, request, connection } = current;
  const [problem] = problems;
  if (problem !== undefined) {
    return { kind: 'unavailable', reason: `There is no code yet. ${problem.message}` };
  }
  const written = codeFor(target, snippetInput(method, withFileNamesAsPaths(request), connection.url));
  if (written.kind === 'refused') return { kind: 'unavailable', reason: written.reason };
  return {
    kind: 'code',
    text: written.text,
    fileName: `${method.id}.${target.extension}`,
    colouring: target.colouring,
  };
}
