import type { SnippetInput, SnippetRefusal, SnippetTarget } from './target.ts';

export type SnippetCode =
  { readonly kind: 'code'; readonly text: string } | ({ readonly kind: 'refused' } & SnippetRefusal);

/** The program, or why this target has none and which one has. */
export function codeFor(target: SnippetTarget, input: SnippetInput): SnippetCode {
  const broken = input.request.fields.find(
    (field) => !(field.name + (field.kind === 'text' ? field.value : '')).isWellFormed(),
  );
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
