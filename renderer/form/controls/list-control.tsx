import { useId, useMemo, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { Button, ComboBox, Input, Tag, TagGroup, TagList } from 'react-aria-components';
import type { ListParameter, Picker } from '#app/catalogue/method.ts';
import { unknownNames, type UnknownName } from '#app/project/unknown-names.ts';
import { CloseIcon } from '#renderer/shell/icons.tsx';
import { useCurrentProject } from '#renderer/state/playground-context.tsx';
import { matchSuggestions, notYet } from '../match-suggestions.ts';
import type { ControlProps } from '../parameter-control.tsx';
import { ParameterLabel, PlainNotes } from '../parameter-row.tsx';
import type { Suggestion } from '../suggestions.ts';
import { UnknownNamesNote } from '../unknown-names-note.tsx';
import { SuggestionList } from './suggestion-list.tsx';

/** Several names: chosen from the project where it is known, typed or pasted otherwise. None means all. */
export function ListControl({
  parameter,
  value,
  problem,
  suggestions,
  missing,
  onChange,
}: ControlProps<ListParameter>) {
  const chosen = useMemo(() => listOf(value), [value]);
  const [text, setText] = useState('');
  const [entered, setEntered] = useState(false);
  const labelId = useId();
  const notesId = useId();
  const { outline } = useCurrentProject();
  const known = suggestions ?? none;
  const unknown = useMemo(
    () => (outline === null || chosen.length === 0 ? nothing : unknownNames(parameter.of, chosen, outline)),
    [outline, chosen, parameter],
  );
  const shown = useMemo(
    () => (entered ? matchSuggestions(known, text, new Set(chosen)) : notYet(known)),
    [entered, known, text, chosen],
  );

  const set = (names: readonly string[]) => onChange(parameter.name, names.length === 0 ? undefined : names);
  const add = (names: readonly string[]) => {
    set([...new Set([...chosen, ...names.filter((name) => name !== '')])]);
    setText('');
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && text === '' && chosen.length > 0) set(chosen.slice(0, -1));
    if (
      (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && text.trim() !== '') ||
      event.key === ','
    ) {
      const active = event.currentTarget.getAttribute('aria-activedescendant');
      if (event.key === 'Enter' && active !== null) return;
      event.preventDefault();
      add(split(text));
    }
  };

  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (!separators.test(pasted)) return;
    // A text field would make spaces of the line ends.
    event.preventDefault();
    add(split(text + pasted));
  };

  // The tags stand beside the combo box and not in it: it draws its children twice to collect its options.
  return (
    <div className="parameter" data-invalid={problem !== null && value !== undefined ? '' : undefined}>
      <ParameterLabel parameter={parameter} plain id={labelId} />
      <div className="parameter-control">
        <div className="tag-field">
          {chosen.length > 0 && (
            <Chosen
              label={parameter.label}
              names={chosen}
              known={known}
              unknown={unknown}
              onRemove={(name) => set(chosen.filter((other) => other !== name))}
            />
          )}
          {chosen.length > TAGS_SHOWN && (
            <span className="tag-more">{`and ${chosen.length - TAGS_SHOWN} more`}</span>
          )}
          <ComboBox
            className="tag-combo"
            aria-labelledby={labelId}
            aria-describedby={notesId}
            allowsCustomValue
            menuTrigger={known.length > 0 ? 'focus' : 'input'}
            inputValue={text}
            items={shown.items}
            value={null}
            isInvalid={problem !== null && value !== undefined}
            isRequired={parameter.requirement === 'required'}
            validationBehavior="aria"
            onFocus={() => setEntered(true)}
            onInputChange={(next) => {
              if (separators.test(next)) add(split(next));
              else setText(next);
            }}
            onChange={(key) => {
              if (key !== null) add([String(key)]);
            }}
          >
            <Input
              className="tag-input"
              placeholder={chosen.length > 0 ? 'Add…' : emptyWords(parameter)}
              spellCheck={false}
              onKeyDown={keys}
              onPaste={paste}
              onBlur={() => add(split(text))}
            />
            <SuggestionList more={shown.more} />
          </ComboBox>
          {chosen.length > 1 && (
            <Button className="link-button tag-clear" onPress={() => set([])}>
              Clear
            </Button>
          )}
        </div>
        {unknown.length > 0 && (
          <UnknownNamesNote
            of={parameter.of}
            unknown={unknown}
            onReplace={(name, near) =>
              set([...new Set(chosen.map((other) => (other === name ? near : other)))])
            }
          />
        )}
        <PlainNotes
          id={notesId}
          parameter={parameter}
          problem={problem}
          untouched={value === undefined}
          missing={missing}
        />
      </div>
    </div>
  );
}

/** Tags drawn at most; the rest is counted. */
const TAGS_SHOWN = 60;

function Chosen({
  label,
  names,
  known,
  unknown,
  onRemove,
}: {
  readonly label: string;
  readonly names: readonly string[];
  readonly known: readonly Suggestion[];
  readonly unknown: readonly UnknownName[];
  readonly onRemove: (name: string) => void;
}) {
  const wrong = new Set(unknown.map(({ name }) => name));
  return (
    <TagGroup
      className="tags"
      aria-label={`Chosen: ${label}`}
      onRemove={(keys) => {
        for (const key of keys) onRemove(String(key));
      }}
    >
      <TagList className="tag-list">
        {names.slice(0, TAGS_SHOWN).map((name) => {
          const suggestion = byName(known).get(name);
          return (
            <Tag
              key={name}
              id={name}
              textValue={name}
              className="tag"
              data-unknown={wrong.has(name) ? '' : undefined}
            >
              <strong>{name}</strong>
              {suggestion !== undefined && suggestion.label !== name && (
                <span className="tag-label" dir="auto">
                  {suggestion.label}
                </span>
              )}
              {suggestion?.identifier === true && <span className="identifier-badge">identifier</span>}
              <Button slot="remove" className="tag-remove" aria-label={`Remove ${name}`}>
                <CloseIcon size={10} />
              </Button>
            </Tag>
          );
        })}
      </TagList>
    </TagGroup>
  );
}

const none: readonly Suggestion[] = [];
const nothing: readonly UnknownName[] = [];

const indexes = new WeakMap<readonly Suggestion[], ReadonlyMap<string, Suggestion>>();

/** A project may have 40,000 fields, so that a list is indexed once. */
function byName(known: readonly Suggestion[]): ReadonlyMap<string, Suggestion> {
  const index = indexes.get(known) ?? new Map(known.map((suggestion) => [suggestion.name, suggestion]));
  indexes.set(known, index);
  return index;
}

function listOf(value: ControlProps['value']): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** Between names pasted from a spreadsheet or a message. */
const separators = /[,;\t\n\r]+/;

function split(text: string): readonly string[] {
  return text.split(separators).map((name) => name.trim());
}

const words: Readonly<Record<Picker, string>> = {
  records: 'records',
  fields: 'fields',
  fileFields: 'fields',
  forms: 'instruments',
  events: 'events',
  arms: 'arms',
  dags: 'groups',
  dagIds: 'groups',
  users: 'users',
  roles: 'roles',
  reports: 'reports',
  repositoryFolder: 'folders',
  repositoryFile: 'files',
};

function emptyWords({ of, requirement }: ListParameter): string {
  return requirement === 'required' ? `Choose ${words[of]}` : `All ${words[of]}`;
}
