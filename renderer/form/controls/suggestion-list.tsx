import { ListBox, ListBoxItem, ListLayout, Popover, Virtualizer } from 'react-aria-components';
import type { Suggestion } from '../suggestions.ts';

/**
 * What a combo box offers: a name with its label. Only what is in sight is drawn. Labels come from a server and are shown as plain text, never as HTML.
 */
export function SuggestionList({ more }: { readonly more: number }) {
  return (
    <Popover className="popover suggestion-popover">
      <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 30 }}>
        <ListBox className="listbox">
          {(suggestion: Suggestion) => (
            <ListBoxItem id={suggestion.name} textValue={suggestion.name} className="option">
              <span className="suggestion-name">{suggestion.name}</span>
              <span className="suggestion-label" dir="auto">
                {suggestion.label}
              </span>
              {suggestion.identifier === true && <span className="identifier-badge">identifier</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Virtualizer>
      {more > 0 && (
        <p className="suggestion-more">{`and ${more.toLocaleString('en')} more: type to narrow the list`}</p>
      )}
    </Popover>
  );
}
