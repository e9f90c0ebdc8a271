import { useMemo, useState } from 'react';
import {
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Autocomplete,
  Modal,
  ModalOverlay,
  TextField,
} from 'react-aria-components';
import type { Method } from '#app/catalogue/method.ts';
import { commands } from '#app/host/commands.ts';
import { findMethods } from '#renderer/methods/find-methods.ts';
import { EffectMark } from '#renderer/methods/effect-mark.tsx';
import { serverOf } from '#renderer/header/server-of.ts';
import { PlayIcon, ProjectIcon } from '#renderer/shell/icons.tsx';
import { useActions, useCurrentProject, usePlayground } from '#renderer/state/playground-context.tsx';
import { useCommandRunner } from './use-command-runner.ts';
import { readableKeys } from './use-commands.ts';

const PROJECT = 'project ';

/** Methods, projects and commands in one searchable list. */
export function Palette() {
  const { closeDialog, chooseMethod, chooseConnection } = useActions();
  const run = useCommandRunner();
  const { practice, id: here } = useCurrentProject().connection;
  const connections = usePlayground((state) => state.connections);
  const [query, setQuery] = useState('');
  const found = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    const methods = findMethods(query);
    const isNamed = ({ name }: Method) => name.toLowerCase().includes(wanted);
    return {
      named: methods.filter(isNamed),
      // Found by a question or by their help: what is called as typed goes before.
      others: methods.filter((method) => !isNamed(method)),
      projects: connections.filter(
        (each) => each.id !== here && `${each.title} ${serverOf(each)}`.toLowerCase().includes(wanted),
      ),
      commands: commands.filter(
        ({ id, label, practiceOnly = false }) =>
          id !== 'palette' && label.toLowerCase().includes(wanted) && (practice || !practiceOnly),
      ),
    };
  }, [query, practice, here, connections]);

  const choose = (key: string) => {
    closeDialog();
    const command = commands.find(({ id }) => id === key);
    if (key.startsWith(PROJECT)) chooseConnection(key.slice(PROJECT.length));
    else if (command === undefined) chooseMethod(key);
    // After the palette has given the focus back, so that commands that move it win.
    else requestAnimationFrame(() => run(command.id));
  };

  return (
    <ModalOverlay className="modal-overlay" isOpen isDismissable onOpenChange={closeDialog}>
      <Modal className="modal palette">
        <Dialog aria-label="Methods, projects and commands" className="palette-dialog">
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            <TextField aria-label="Search methods, projects and commands" autoFocus>
              <Input className="palette-input" placeholder="Search methods, projects and commands" />
            </TextField>
            {/* As in the list of methods: its options never take the focus themselves. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <div className="listbox palette-scroll" role="group" aria-label="Scroll the results" tabIndex={0}>
              <ListBox
                aria-label="Results"
                className="palette-options"
                onAction={(key) => choose(String(key))}
                renderEmptyState={() => <p className="empty-note">Nothing is called that.</p>}
              >
                {found.named.map(methodItem)}
                {found.projects.map((project) => (
                  <ListBoxItem
                    key={project.id}
                    id={PROJECT + project.id}
                    textValue={project.title}
                    className="option"
                  >
                    <ProjectIcon size={14} />
                    <span className="option-main" dir="auto">
                      {project.title}
                    </span>
                    <span className="option-side option-server">{serverOf(project)}</span>
                  </ListBoxItem>
                ))}
                {found.commands.map((command) => (
                  <ListBoxItem key={command.id} id={command.id} textValue={command.label} className="option">
                    <PlayIcon size={12} />
                    <span className="option-main">{command.label}</span>
                    {command.accelerator !== null && (
                      <span className="option-side keys">{readableKeys(command.accelerator)}</span>
                    )}
                  </ListBoxItem>
                ))}
                {found.others.map(methodItem)}
              </ListBox>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function methodItem(method: Method) {
  return (
    <ListBoxItem key={method.id} id={method.id} textValue={method.name} className="option">
      <EffectMark effect={method.effect} />
      <span className="option-main">{method.name}</span>
      <span className="option-side">{method.group}</span>
    </ListBoxItem>
  );
}
