import { oncePerRequest } from './once-per-request.ts';
import type { SnippetInput, SnippetRefusal, SnippetTarget } from './target.ts';

export type SnippetCode =
  { readonly kind: 'code'; readonly text: string } | ({ readonly kind: 'refused' } & SnippetRefusal);

/** The program, or why this target has none and which one has. */
export function codeFor(target: SnippetTarget, input: SnippetInput): SnippetCode {
  const refusal = refusalOf(target, input);
  return refusal === null ? { kind: 'code', text: target.write(input) } : { kind: 'refused', ...refusal };
}

/** Why this target has no code for the request, and which one has; null: it has. */
export function refusalOf(target: SnippetTarget, input: SnippetInput): SnippetRefusal | null {
  const broken = brokenField(input.request);
  if (broken !== undefined) {
    return {
      reason: `The value of ${broken.name.toWellFormed()} holds half of a character (a lone surrogate), which cannot be sent as text: type that character anew.`,
      nearest: target.id,
    };
  }
  return target.refuse?.(input) ?? null;
}

/** A field whose name or value holds half of a surrogate pair. */
const brokenField = oncePerRequest(({ fields }) =>
  fields.find(
    (field) => !field.name.isWellFormed() || (field.kind === 'text' && !field.value.isWellFormed()),
  ),
);
