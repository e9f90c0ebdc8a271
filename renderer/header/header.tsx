import { Button } from 'react-aria-components';
import { commands } from '#app/host/commands.ts';
import { readableKeys } from '#renderer/commands/use-commands.ts';
import { LockIcon, SearchIcon, ThemeIcon } from '#renderer/shell/icons.tsx';
import { useActions, useCurrentProject, usePlayground } from '#renderer/state/playground-context.tsx';
import { ProjectSwitcher } from './project-switcher.tsx';
import { StatusBadge } from './status-badge.tsx';
import './header.css';

/** Where am I, and what could go wrong: project, server, status, token age, lock. */
export function Header() {
  const { connection, status, isBeingRead } = useCurrentProject();
  const { openDialog } = useActions();
  const paletteKeys = commands.find(({ id }) => id === 'palette')?.accelerator;
  const locked = !isBeingRead && status !== 'development';
  return (
    <header className="header" data-pane>
      <ProjectSwitcher />
      <StatusBadge />
      {!connection.practice && <span className="pill">{tokenAge(connection.addedAt)}</span>}
      {connection.tokenKind === 'super' && (
        <span className="pill warning" title="A super token can create projects. Use it only for that.">
          Super token
        </span>
      )}
      {connection.tokenKind === 'project' && (
        <span className="pill">
          {locked && <LockIcon size={13} />}
          {locked ? 'Changes locked' : isBeingRead ? 'Changes wait for the project' : 'Changes allowed'}
        </span>
      )}
      <span className="header-spacer" />
      <Button className="button palette-button" onPress={() => openDialog('palette')}>
        <SearchIcon size={14} />
        <span className="palette-words">Search methods, projects, commands</span>
        {paletteKeys != null && <kbd>{readableKeys(paletteKeys)}</kbd>}
      </Button>
      <ThemeButton />
    </header>
  );
}

const themes = ['system', 'light', 'dark'] as const;

function ThemeButton() {
  const theme = usePlayground((state) => state.settings.theme);
  const { saveSettings } = useActions();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  const words = { system: 'as the system', light: 'light', dark: 'dark' };
  const name = `Appearance: ${words[theme]}. Change to ${words[next]}.`;
  return (
    <Button className="button icon" aria-label={name} onPress={() => saveSettings({ theme: next })}>
      <span title={name} className="icon-holder">
        <ThemeIcon />
      </span>
    </Button>
  );
}

const DAY_MS = 86_400_000;

function tokenAge(addedAt: string): string {
  const days = Math.floor((Date.now() - Date.parse(addedAt)) / DAY_MS);
  if (!Number.isFinite(days) || days < 1) return 'Token added today';
  return days === 1 ? 'Token 1 day old' : `Token ${days} days old`;
}
