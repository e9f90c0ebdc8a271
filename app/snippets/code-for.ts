import { oncePerRequest } from './once-per-request.ts';
import type { SnippetInput, SnippetRefusal, SnippetTarget } from './target.ts';

export type SnippetCode =
  { readonly kind: 'code'; readonly text: string } | ({ readonly kind: 'refused' } & SnippetRefusal);

/** The program, or why this target has none and which one has. */
export function codeFor(target: SnippetTarget, input: SnippetInput): SnippetCode {
  const broken = brokenField(input.request);
  if (broken !== undefined) {
    return {
      kind: 'refused',
      reason: `The value of ${broken.name.toWellFormed()} holds half of a character (a lone surrogate), which cannot be sent as text: type that character anew.`,
      nearest: target.id,
    };
  }
  const refusal = target.refuse?.(input) ?? null;
  return refusal === null ? { kind: 'code', text: target.write(input) } : { kind: 'refused', ...refusal };
}

/** A field whose name or value holds half of a surrogate pair. */
const brokenField = oncePerRequest(({ fields }) =>
  fields.find(
    (field) => !field.name.isWellFormed() || (field.kind === 'text' && !field.value.isWellFormed()),
  ),
);
