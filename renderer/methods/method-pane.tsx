import { useMemo, useState } from 'react';
import {
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
  Autocomplete,
} from 'react-aria-components';
import { groups } from '#app/catalogue/catalogue.ts';
import type { Method } from '#app/catalogue/method.ts';
import { prepare } from '#app/request/prepare.ts';
import { assess } from '#app/safety/assess.ts';
import { lockNote } from '#app/safety/lock.ts';
import { LockIcon } from '#renderer/shell/icons.tsx';
import { useActions, useChosenMethod, useCurrentProject } from '#renderer/state/playground-context.tsx';
import { EffectMark, effectWord } from './effect-mark.tsx';
import { findMethods } from './find-methods.ts';
import './methods.css';

/** Find a method: search box, the note of a locked project, and the list. */
export function MethodPane() {
  const chosen = useChosenMethod();
  const { status: knownStatus, connection, outlineState } = useCurrentProject();
  // Locks are drawn once the status is known or known to be hidden, so that they do not flicker at start.
  const asking = outlineState === undefined || outlineState.kind === 'reading';
  const status = asking ? 'development' : knownStatus;
  const { chooseMethod } = useActions();
  const [query, setQuery] = useState('');
  const found = useMemo(() => findMethods(query), [query]);
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

  // Made anew only when the methods or locks change: the list is long to draw, and choosing a method is frequent.
  const options = useMemo(() => {
    const option = (method: Method) => (
      <MethodOption key={method.id} method={method} lock={locks.get(method.id) ?? null} />
    );
    if (query.trim() !== '') return found.map(option);
    return groups.map((group) => (
      <ListBoxSection key={group} id={group}>
        <Header className="method-group">{group}</Header>
        {found.filter((method) => method.group === group).map(option)}
      </ListBoxSection>
    ));
  }, [found, locks, query]);
  return (
    <nav className="method-pane" aria-label="Methods" data-pane>
      <Autocomplete inputValue={query} onInputChange={setQuery}>
        <SearchField aria-label="Find a method" className="method-search">
          <Input className="field-input" placeholder="Find a method" data-method-search />
        </SearchField>
        {note !== null && <p className="lock-note">{note}</p>}
        {/* A list whose options never take the focus themselves has to be scrollable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className="method-list" role="group" aria-label="Scroll the methods" tabIndex={0}>
          <ListBox
            aria-label="Methods"
            className="method-options"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[chosen.id]}
            onSelectionChange={(keys) => {
              const [key] = keys === 'all' ? [] : keys;
              if (key !== undefined) chooseMethod(String(key));
            }}
            renderEmptyState={() => (
              <p className="empty-note">
                No method matches “{query}”. Try another word, such as “record” or “file”.
              </p>
            )}
          >
            {options}
          </ListBox>
        </div>
      </Autocomplete>
    </nav>
  );
}

function MethodOption({ method, lock }: { readonly method: Method; readonly lock: string | null }) {
  return (
    <ListBoxItem
      id={method.id}
      textValue={method.name}
      className="method-option"
      data-locked={lock === null ? undefined : ''}
    >
      <span
        className="method-option-row"
        title={lock === null ? `${method.label}: ${effectWord(method.effect)}` : lock}
      >
        <EffectMark effect={method.effect} />
        <span className="method-name">{method.name}</span>
        <span className="visually-hidden">{`, ${effectWord(method.effect)}${lock === null ? '' : ', locked'}`}</span>
        {lock !== null && (
          <span className="method-lock">
            <LockIcon size={14} />
          </span>
        )}
      </span>
    </ListBoxItem>
  );
}
