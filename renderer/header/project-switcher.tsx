import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { maskedToken } from '#app/connection/token.ts';
import { CheckIcon, ChevronIcon, PlusIcon, ProjectIcon } from '#renderer/shell/icons.tsx';
import { useActions, useCurrentProject, usePlayground } from '#renderer/state/playground-context.tsx';
import { serverOf } from './server-of.ts';

/** The project at hand; its menu switches, adds and removes projects. */
export function ProjectSwitcher() {
  const connections = usePlayground((state) => state.connections);
  const { connection, outline } = useCurrentProject();
  const { chooseConnection, openDialog } = useActions();
  const title = outline?.title ?? connection.title;
  return (
    <MenuTrigger>
      <Button className="button project-switcher">
        <ProjectIcon />
        <span className="project-title" dir="auto">
          {title}
        </span>
        {serverOf(connection) !== title && <span className="project-server">{serverOf(connection)}</span>}
        <ChevronIcon size={12} />
      </Button>
      <Popover className="popover project-popover">
        <Menu
          className="menu"
          aria-label="Projects"
          onAction={(key) => {
            if (key === 'add') openDialog('addProject');
            else if (key === 'practice') openDialog('openPractice');
            else if (key === 'reset') openDialog('resetPractice');
            else if (key === 'remove') openDialog('removeProject');
            else chooseConnection(String(key).slice('project '.length));
          }}
        >
          {connections.map((other) => (
            <MenuItem
              key={other.id}
              id={`project ${other.id}`}
              textValue={other.title}
              className="menu-item project-item"
              ref={other.id === connection.id ? bringIntoView : undefined}
            >
              <span className="menu-check">{other.id === connection.id && <CheckIcon size={14} />}</span>
              <span className="project-item-text">
                <span className="project-item-title" dir="auto">
                  {other.title}
                </span>
                <span className="project-item-server">
                  {other.id === connection.id && <span className="visually-hidden">chosen, </span>}
                  {`${serverOf(other)} · token ${maskedToken(other.lastFour)}`}
                </span>
              </span>
            </MenuItem>
          ))}
          <MenuSection className="project-actions" aria-label="More projects">
            <MenuItem id="add" className="menu-item" textValue="Add a project…">
              <span className="menu-check">
                <PlusIcon size={14} />
              </span>
              Add a project…
            </MenuItem>
            <MenuItem id="practice" className="menu-item" textValue="Open a practice project…">
              <span className="menu-check" />
              Open a practice project…
            </MenuItem>
            {connection.practice && (
              <MenuItem id="reset" className="menu-item" textValue="Reset the practice projects…">
                <span className="menu-check" />
                Reset the practice projects…
              </MenuItem>
            )}
            {!connection.practice && (
              <MenuItem id="remove" className="menu-item" textValue="Remove this project…">
                <span className="menu-check" />
                Remove this project…
              </MenuItem>
            )}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** A long list opens at the project at hand. */
function bringIntoView(item: HTMLElement | null): void {
  item?.scrollIntoView({ block: 'nearest' });
}
