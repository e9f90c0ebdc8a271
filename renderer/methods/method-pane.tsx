import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { groups } from '#app/catalogue/catalogue.ts';
import type { Method } from '#app/catalogue/method.ts';
import { prepare } from '#app/request/prepare.ts';
import { assess } from '#app/safety/assess.ts';
import { lockNote } from '#app/safety/lock.ts';
import { useActions, useChosenMethod, useCurrentProject } from '#renderer/state/playground-context.tsx';
import { findMethods } from './find-methods.ts';
import { MethodOption, methodOptionId } from './method-option.tsx';
import { moveThroughList } from './move-through-list.ts';
import './methods.css';

const LIST_ID = 'method-options';

/**
 * Find a method: search box, the note of a locked project, and the list. The search box keeps the focus and points
 * at the option that Enter takes. An option is drawn again only when it is chosen, left or pointed at: a list of
 * components that share one state would be drawn anew as a whole each time a method is opened.
 */
export function MethodPane() {
  const chosen = useChosenMethod();
  const { status: knownStatus, connection, isBeingRead } = useCurrentProject();
  // Locks are drawn once the status is known or known to be hidden, so that they do not flicker at start.
  const status = isBeingRead ? 'development' : knownStatus;
  const { chooseMethod } = useActions();
  const [query, setQuery] = useState('');
  const [pointedAt, pointAt] = useState<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const found = useMemo(() => findMethods(query), [query]);
  const isSearching = query.trim() !== '';
  const locks = useMemo(() => {
    const situation = { status, tokenKind: connection.tokenKind };
    return new Map(
      findMethods('').map((method) => {
        const { decision } = assess(prepare(method, {}, {}).request.fields, situation);
        return [method.id, decision.kind === 'allowed' ? null : decision.reason] as const;
      }),
    );
  }, [status, connection.tokenKind]);
  const note =
    connection.tokenKind === 'super'
      ? 'A super token creates projects. All other methods need the token of a project.'
      : lockNote(status);

  const choose = useCallback(
    (methodId: string) => {
      // What is being typed into the form is handed over before it is another form.
      search.current?.focus({ preventScroll: true });
      pointAt(null);
      chooseMethod(methodId);
    },
    [chooseMethod],
  );
  const seek = (text: string, inserted: boolean) => {
    setQuery(text);
    pointAt(inserted && text.trim() !== '' ? (findMethods(text)[0]?.id ?? null) : null);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' && pointedAt !== null) choose(pointedAt);
    else if (event.key === 'Escape' && query !== '') seek('', false);
    else {
      const order = isSearching ? found : groups.flatMap((group) => inGroup(found, group));
      const next = moveThroughList(
        order.map(({ id }) => id),
        pointedAt,
        chosen.id,
        event.key,
      );
      if (next === null) return;
      pointAt(next);
    }
    event.preventDefault();
  };

  const option = (method: Method) => (
    <MethodOption
      key={method.id}
      method={method}
      lock={locks.get(method.id) ?? null}
      chosen={method.id === chosen.id}
      pointedAt={method.id === pointedAt}
      onChoose={choose}
    />
  );
  return (
    <nav className="method-pane" aria-label="Methods" data-pane>
      <div className="method-search">
        <input
          ref={search}
          type="search"
          className="field-input"
          aria-label="Find a method"
          placeholder="Find a method"
          aria-autocomplete="list"
          aria-controls={LIST_ID}
          aria-activedescendant={pointedAt === null ? undefined : methodOptionId(pointedAt)}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          data-method-search
          value={query}
          onChange={({ target, nativeEvent }) =>
            seek(target.value, (nativeEvent as InputEvent).inputType !== 'deleteContentBackward')
          }
          onBlur={() => pointAt(null)}
          onKeyDown={keys}
        />
      </div>
      {note !== null && <p className="lock-note">{note}</p>}
      {/* A list whose options never take the focus themselves has to be scrollable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="method-list" role="group" aria-label="Scroll the methods" tabIndex={0}>
        <div id={LIST_ID} role="listbox" aria-label="Methods">
          {found.length === 0 && (
            <div role="option" aria-disabled="true" aria-selected="false" className="empty-note">
              No method matches “{query}”. Try another word, such as “record” or “file”.
            </div>
          )}
          {isSearching
            ? found.map(option)
            : groups.map((group) => (
                <section key={group} role="group" aria-label={group}>
                  <header className="method-group" role="presentation">
                    {group}
                  </header>
                  {inGroup(found, group).map(option)}
                </section>
              ))}
        </div>
      </div>
    </nav>
  );
}

const inGroup = (methods: readonly Method[], group: Method['group']): readonly Method[] =>
  methods.filter((method) => method.group === group);
