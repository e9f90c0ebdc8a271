import type { Suggestion } from '../suggestions.ts';

/** A name with its label; labels come from a server and are shown as plain text, never as HTML. */
export function SuggestionText({ suggestion }: { readonly suggestion: Suggestion }) {
  return (
    <>
      <span className="suggestion-name">{suggestion.name}</span>
      <span className="suggestion-label">{suggestion.label}</span>
      {suggestion.identifier === true && <span className="identifier-badge">identifier</span>}
    </>
  );
}
