import { codeFor, refusalOf } from '#app/snippets/code-for.ts';
import { snippetDictionary } from '#app/snippets/snippet-dictionary.ts';
import { snippetInput, withFileNamesAsPaths } from '#app/snippets/snippet-input.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { findTarget } from '#app/snippets/targets.ts';
import { programFileName } from '#app/takeaway/program-folder.ts';
import type { CurrentRequest } from '#renderer/state/current-request.ts';
import { chosenTarget, snippetOptions, type CodeSettings } from './code-choice.ts';

export type CodeText =
  | {
      readonly kind: 'code';
      readonly text: string;
      readonly fileName: string;
      readonly target: SnippetTarget;
      readonly input: SnippetInput;
    }
  /** `nearest` is a target that can express the request. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly nearest: SnippetTarget | null };

/** What of the current request becomes code. */
type ToWrite = Pick<CurrentRequest, 'method' | 'request' | 'problems' | 'connection' | 'outline'>;

/** The current request in the user's language and library. */
export function chosenCode(current: ToWrite, settings: CodeSettings): CodeText {
  return codeForCopying(current, chosenTarget(settings), settings);
}

/** Whether there is code to take away, without writing it. */
export function hasCode(current: ToWrite, settings: CodeSettings): boolean {
  const target = chosenTarget(settings);
  return current.problems.length === 0 && refusalOf(target, inputFor(current, target, settings)) === null;
}

/** The current request as a program, or why there is none: code that cannot work is never shown. */
export function codeForCopying(current: ToWrite, target: SnippetTarget, settings: CodeSettings): CodeText {
  if (current.problems.length > 0) {
    return { kind: 'unavailable', reason: `There is no code yet. ${problemWords(current)}`, nearest: null };
  }
  const input = inputFor(current, target, settings);
  const written = codeFor(target, input);
  if (written.kind === 'refused') {
    const nearest = written.nearest === target.id ? undefined : findTarget(written.nearest);
    return { kind: 'unavailable', reason: written.reason, nearest: nearest ?? null };
  }
  return { kind: 'code', text: written.text, fileName: programFileName(target, input), target, input };
}

/** More would be a wall of text; the form says them all. */
const MOST_PROBLEMS = 4;

function problemWords({ problems }: ToWrite): string {
  const words = [...new Set(problems.map(({ message }) => message))];
  const more = words.length - MOST_PROBLEMS;
  return [...words.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

function inputFor(current: ToWrite, target: SnippetTarget, settings: CodeSettings): SnippetInput {
  const { method, request, connection, outline } = current;
  return snippetInput(
    method,
    withFileNamesAsPaths(request),
    connection.url,
    snippetOptions(target, settings),
    snippetDictionary(outline),
  );
}
