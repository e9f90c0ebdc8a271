import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { defaultBatches } from '#app/snippets/snippet-options.ts';
import type { SnippetTarget } from '#app/snippets/target.ts';
import { findTarget, snippetTargets } from '#app/snippets/targets.ts';
import { allTokenSources, tokenSourceLabels, tokenSourceWords } from '#app/snippets/token-sources.ts';
import { CheckIcon, ChevronIcon } from '#renderer/shell/icons.tsx';
import { useActions, useCurrentProject, usePlayground } from '#renderer/state/playground-context.tsx';
import { choosing } from './code-choice.ts';
import { useCodeSettings } from './use-code-settings.ts';

/** Which library, where the token comes from, and what else this target leaves open. */
export function CodeOptions({ target }: { readonly target: SnippetTarget }) {
  return (
    <div className="code-options">
      <LibrarySwitch target={target} />
      <TokenPlace target={target} />
      <MoreOptions target={target} />
    </div>
  );
}

function LibrarySwitch({ target }: { readonly target: SnippetTarget }) {
  const settings = useCodeSettings();
  const { saveSettings } = useActions();
  const libraries = snippetTargets.filter(({ label }) => label === target.label);
  if (libraries.length === 1) return <strong className="code-library">{target.library}</strong>;
  return (
    <ToggleButtonGroup
      className="switch-group"
      aria-label="Library"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[target.id]}
      onSelectionChange={([id]) => {
        const next = findTarget(String(id));
        if (next !== undefined) saveSettings(choosing(next, settings));
      }}
    >
      {libraries.map(({ id, library }) => (
        <ToggleButton key={id} id={id} className="switch-part">
          {library}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function TokenPlace({ target }: { readonly target: SnippetTarget }) {
  const places = usePlayground((state) => state.settings.codeTokenSources);
  const { saveSettings } = useActions();
  const stored = places[target.id];
  const chosen =
    stored !== undefined && target.tokenSources.includes(stored) ? stored : target.tokenSources[0];
  const words = `Token: ${tokenSourceWords[chosen]}`;
  if (target.tokenSources.length === 1) return <span className="code-option-text">{words}</span>;
  return (
    <MenuTrigger>
      <Button className="button quiet code-option">
        <span className="code-option-words">{words}</span> <ChevronIcon size={12} />
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label="Where the program reads the token"
          onAction={(key) => {
            const source = allTokenSources.find((known) => known === key);
            if (source !== undefined) saveSettings({ codeTokenSources: { ...places, [target.id]: source } });
          }}
        >
          {target.tokenSources.map((source) => (
            <MenuItem key={source} id={source} className="menu-item" textValue={tokenSourceLabels[source]}>
              <span className="menu-check">{source === chosen && <CheckIcon size={14} />}</span>
              {tokenSourceLabels[source]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Batches only for exports of records: nothing else has records to divide. */
function MoreOptions({ target }: { readonly target: SnippetTarget }) {
  const methodId = usePlayground((state) => state.settings.methodId);
  const inBatches = usePlayground((state) => state.settings.codeInBatches);
  const factors = usePlayground((state) => state.settings.codeFactors);
  const { outline } = useCurrentProject();
  const { saveSettings } = useActions();
  const batches = methodId === 'export_records';
  if (!batches && !target.factors) return null;
  const knowsIdField = outline?.recordIdField !== undefined && outline.recordIdField !== null;
  const { recordsPerBatch, pauseSeconds } = defaultBatches;
  const chosen = [
    ...(batches && knowsIdField && inBatches ? ['batches'] : []),
    ...(target.factors && factors ? ['factors'] : []),
  ];
  return (
    <MenuTrigger>
      <Button className="button quiet code-option">
        {chosen.length === 0 ? 'Options' : `Options (${chosen.length})`} <ChevronIcon size={12} />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label="Options of the code"
          onAction={(key) => {
            if (key === 'batches') saveSettings({ codeInBatches: !inBatches });
            else saveSettings({ codeFactors: !factors });
          }}
        >
          {batches && (
            <MenuItem id="batches" className="menu-item" textValue="In batches" isDisabled={!knowsIdField}>
              <span className="menu-check">{chosen.includes('batches') && <CheckIcon size={14} />}</span>
              <span>
                <Text slot="label">{`In batches of ${recordsPerBatch} records`}</Text>
                <Text slot="description" className="menu-note">
                  {knowsIdField
                    ? `With ${pauseSeconds} seconds between two calls, for large projects and busy servers.`
                    : 'Needs the name of the record ID field: read the project first.'}
                </Text>
              </span>
            </MenuItem>
          )}
          {target.factors && (
            <MenuItem id="factors" className="menu-item" textValue="Coded answers with their labels">
              <span className="menu-check">{chosen.includes('factors') && <CheckIcon size={14} />}</span>
              <span>
                <Text slot="label">
                  {target.label === 'R' ? 'Coded answers as factors' : 'Coded answers with value labels'}
                </Text>
                <Text slot="description" className="menu-note">
                  From the choices of the project’s dictionary.
                </Text>
              </span>
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
