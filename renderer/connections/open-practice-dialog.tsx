import {
  Button,
  Dialog,
  Header,
  Heading,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
} from 'react-aria-components';
import { useActions, usePlayground } from '#renderer/state/playground-context.tsx';
import './connections.css';

/** The made-up projects, each with the users in whose name it can be tried. */
export function OpenPracticeDialog() {
  const { closeDialog, openPracticeProject } = useActions();
  const projects = usePlayground((state) => state.practiceProjects);
  const choices = projects.flatMap(({ id, users }) =>
    users.map(({ user, rights }) => ({ key: `${id} ${user}`, projectId: id, user, rights })),
  );
  return (
    <ModalOverlay className="modal-overlay" isOpen isDismissable onOpenChange={closeDialog}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">Open a practice project</Heading>
          <p className="dialog-words">
            Choose in whose name: what a user may not do is refused as REDCap refuses it.
          </p>
          <ListBox
            aria-label="Practice projects and users"
            className="listbox practice-choices"
            autoFocus
            renderEmptyState={() => <p className="empty-note">No practice project could be opened.</p>}
            onAction={(key) => {
              const chosen = choices.find((choice) => choice.key === key);
              closeDialog();
              if (chosen !== undefined) void openPracticeProject(chosen.projectId, chosen.user);
            }}
          >
            {projects.map(({ id, title, about }) => (
              <ListBoxSection key={id} id={id}>
                <Header className="practice-project">
                  <strong>{title}</strong>
                  <span className="dialog-note">{about}</span>
                </Header>
                {choices
                  .filter(({ projectId }) => projectId === id)
                  .map(({ key, user, rights }) => (
                    <ListBoxItem key={key} id={key} textValue={`${user}: ${rights}`} className="option">
                      <span className="option-main practice-rights">{rights}</span>
                      <span className="option-side">{user}</span>
                    </ListBoxItem>
                  ))}
              </ListBoxSection>
            ))}
          </ListBox>
          <div className="dialog-buttons">
            <Button className="button" onPress={closeDialog}>
              Cancel
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
