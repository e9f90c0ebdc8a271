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
import { normaliseAddress } from '#app/connection/address.ts';
import { tokenRemark } from '#app/connection/token.ts';
import type { Failure } from '#app/host/failure.ts';
import { ExplainedFailure } from '#renderer/response/explained-failure.tsx';
import { useActions, usePlayground } from '#renderer/state/playground-context.tsx';
import './connections.css';

/** Address and token of a project. The host tries them before it keeps them; the token is not kept here. */
export function AddProjectDialog() {
  const { closeDialog, addConnection, cancelAdding } = useActions();
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

  const leave = () => {
    if (trying) void cancelAdding();
    closeDialog();
  };
  const isEmpty = url === '' && token === '';

  return (
    // A click beside it is no reason to lose what was typed.
    <ModalOverlay className="modal-overlay" isOpen isDismissable={isEmpty} onOpenChange={leave}>
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
                autoComplete="off"
                spellCheck={false}
              />
              <Text slot="description" className="dialog-note address-note">
                {addressRemark(url)}
              </Text>
            </TextField>
            <TextField value={token} onChange={setToken} isRequired type="password" validationBehavior="aria">
              <Label>API token</Label>
              <Input className="field-input code" autoComplete="off" spellCheck={false} />
              <Text slot="description" className="dialog-note">
                {tokenRemark(token) !== '' && <span className="token-remark">{tokenRemark(token)}</span>}
                {tokens === 'keychain'
                  ? 'It is encrypted with a key from this system’s keychain and never shown again.'
                  : 'No keychain was found on this system: the token stays in memory and is forgotten when the app closes.'}
              </Text>
            </TextField>
            {failure !== null && <ExplainedFailure explanation={failure} />}
            <div className="dialog-buttons">
              <Button className="button" onPress={leave}>
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

/** What is asked where that is not what was typed, e.g. a project's page; never a problem, which Add tells. */
function addressRemark(typed: string): string {
  const address = normaliseAddress(typed);
  return address.ok && address.url !== typed.trim() ? `The app will ask ${address.url}` : '';
}
