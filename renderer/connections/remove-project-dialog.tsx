import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { maskedToken } from '#app/connection/token.ts';
import { useActions, useCurrentProject } from '#renderer/state/playground-context.tsx';

/** Takes a project out of the app. Nothing on the server changes. */
export function RemoveProjectDialog() {
  const { connection, outline } = useCurrentProject();
  const { closeDialog, removeConnection } = useActions();
  return (
    <ModalOverlay className="modal-overlay" isOpen isDismissable onOpenChange={closeDialog}>
      <Modal className="modal">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title">Remove this project from the app?</Heading>
          <p>
            <strong className="dialog-project" dir="auto">
              {outline?.title ?? connection.title}
            </strong>
            {` (token ${maskedToken(connection.lastFour)}). The app forgets the address and the token. Nothing on the server changes: the token stays valid there until you delete it in REDCap.`}
          </p>
          <div className="dialog-buttons">
            <Button className="button" onPress={closeDialog} autoFocus>
              Keep it
            </Button>
            <Button
              className="button danger"
              onPress={() => {
                closeDialog();
                void removeConnection(connection.id);
              }}
            >
              Remove
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
