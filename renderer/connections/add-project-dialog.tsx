import { useState } from 'react';
import {
  Button,
  Dialog,
  Form,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  Text,
  TextField,
} from 'react-aria-components';
import type { Failure } from '#app/host/failure.ts';
import { ExplainedFailure } from '#renderer/response/explained-failure.tsx';
import { useActions, usePlayground } from '#renderer/state/playground-context.tsx';
import './connections.css';

/** Address and token of a project. The host tries them before it keeps them; the token is not kept here. */
export function AddProjectDialog() {
  const { closeDialog, addConnection } = useActions();
  const tokens = usePlayground((state) => state.capabilities.tokens);
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const [trying, setTrying] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const add = async () => {
    setTrying(true);
    setFailure(null);
    const problem = await addConnection(url, token);
    setTrying(false);
    if (problem === null) closeDialog();
    else setFailure(problem);
  };

  return (
    <ModalOverlay className="modal-overlay" isOpen isDismissable={!trying} onOpenChange={closeDialog}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">Add a project</Heading>
          <p className="dialog-words">
            In REDCap, open the project and choose <strong>API</strong> in the left menu. It shows your token,
            or lets you request one. The address is on the <strong>API documentation</strong> page beside it.
          </p>
          <Form
            className="dialog-fields"
            onSubmit={(event) => {
              event.preventDefault();
              void add();
            }}
          >
            <TextField value={url} onChange={setUrl} isRequired autoFocus validationBehavior="aria">
              <Label>API address</Label>
              <Input
                className="field-input"
                placeholder="https://redcap.example.edu/api/"
                spellCheck={false}
              />
            </TextField>
            <TextField value={token} onChange={setToken} isRequired type="password" validationBehavior="aria">
              <Label>API token</Label>
              <Input className="field-input code" autoComplete="off" spellCheck={false} />
              <Text slot="description" className="dialog-note">
                {tokens === 'keychain'
                  ? 'It is encrypted with a key from this system’s keychain and never shown again.'
                  : 'No keychain was found on this system: the token stays in memory and is forgotten when the app closes.'}
              </Text>
            </TextField>
            {failure !== null && <ExplainedFailure explanation={failure} />}
            <div className="dialog-buttons">
              <Button className="button" onPress={closeDialog} isDisabled={trying}>
                Cancel
              </Button>
              <Button
                type="submit"
                className="button primary"
                isDisabled={url.trim() === '' || token.trim() === ''}
                // Not disabled, which would take the focus away, and Escape with it.
                isPending={trying}
              >
                {trying ? 'Trying it…' : 'Add project'}
              </Button>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
