import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useActions } from '#renderer/state/playground-context.tsx';

/** Puts the made-up projects back to their start. Real projects are not touched. */
export function ResetPracticeDialog() {
  const { closeDialog, resetPractice } = useActions();
  return (
    <ModalOverlay className="modal-overlay" isOpen isDismissable onOpenChange={closeDialog}>
      <Modal className="modal">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title">Reset the practice projects?</Heading>
          <p>
            All of them are as at their start again. Everything you imported, changed or deleted in them is
            discarded, and projects made in them are gone. Your real projects are not touched.
          </p>
          <div className="dialog-buttons">
            <Button className="button" onPress={closeDialog} autoFocus>
              Keep the changes
            </Button>
            <Button
              className="button danger"
              onPress={() => {
                closeDialog();
                void resetPractice();
              }}
            >
              Reset
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
