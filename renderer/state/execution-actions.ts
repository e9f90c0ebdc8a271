import type { Host, SaveOutcome } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import type { Answer } from '#app/response/answer.ts';
import { quoted } from '#app/safety/words.ts';
import type { TextFile } from '#app/takeaway/text-file.ts';
import type { ConnectionActions } from './connection-actions.ts';
import type { CurrentRequest } from './current-request.ts';
import { failureText } from './failure-text.ts';
import type { FormActions } from './form-actions.ts';
import type { PlaygroundStore } from './playground-state.ts';

export interface ExecutionActions {
  /** Sends the request once; does nothing while another one runs. */
  readonly execute: (current: CurrentRequest) => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly saveAnswer: () => Promise<void>;
  readonly saveText: (fileName: string, text: string) => Promise<void>;
  /** An archive of one folder of this name. */
  readonly saveFolder: (name: string, files: readonly TextFile[]) => Promise<void>;
  /** A program for every method: in one language, by the target's id, or in all for null. */
  readonly saveSampleCode: (url: string, languageId: string | null) => Promise<void>;
  readonly copy: (text: string, done: string) => Promise<void>;
}

export function executionActions(
  host: Host,
  store: PlaygroundStore,
  form: FormActions,
  connections: Pick<ConnectionActions, 'refreshConnections' | 'noteChange'>,
): ExecutionActions {
  host.on('progress', ({ executionId, phase, bytes }) => {
    store.setState(({ execution }) =>
      execution.kind === 'running' && execution.executionId === executionId
        ? { execution: { ...execution, phase, bytes } }
        : {},
    );
  });

  const saved = (reply: Reply<SaveOutcome>) => {
    if (!reply.ok) form.notify('problem', failureText(reply.failure));
    else if (reply.value.kind === 'saved') form.notify('info', `Saved as ${reply.value.path}`);
    else if (reply.value.kind === 'download') download(reply.value.address, reply.value.fileName);
  };

  /** What became of a change stays worth knowing when its project was left; an answer that nobody sees is not kept. */
  const leftBehind = (
    { method, connection, outline, assessment }: CurrentRequest,
    reply: Reply<Answer>,
  ): void => {
    if (reply.ok) void host.discardAnswer({ executionId: reply.value.executionId });
    if (assessment.effect === 'read' || connection.practice) return;
    const end = reply.ok
      ? `The server had answered ${`${reply.value.status} ${reply.value.statusText}`.trim()}.`
      : failureText(reply.failure);
    const project = quoted(outline?.title ?? connection.title);
    form.notify('problem', `You left ${project} while ${method.name} was running. ${end}`);
  };

  return {
    async execute(current) {
      const { connection, request } = current;
      const before = store.getState().execution;
      if (before.kind === 'running') return;
      const executionId = crypto.randomUUID();
      store.setState({
        execution: { kind: 'running', executionId, phase: 'sending', bytes: 0, cancelling: false },
      });
      if (before.kind === 'answered') {
        void host.discardAnswer({ executionId: before.answer.executionId });
      }
      const { encoding, fields } = request;
      const reply = await host.execute({
        executionId,
        connectionId: connection.id,
        encoding,
        fields: [...fields],
      });
      const now = store.getState().execution;
      // The user may have moved to another project meanwhile; an answer is never shown under a wrong name.
      if (now.kind !== 'running' || now.executionId !== executionId) leftBehind(current, reply);
      else {
        store.setState({
          execution: reply.ok
            ? { kind: 'answered', answer: reply.value }
            : { kind: 'failed', failure: reply.failure },
        });
      }
      if (reply.ok && reply.value.verdict.kind === 'ok' && current.assessment.effect !== 'read') {
        connections.noteChange(connection.id);
      }
      if (reply.ok && reply.value.newConnectionId !== undefined) {
        await connections.refreshConnections();
        form.notify('info', 'The new project was added. Choose it in the list of projects at the top left.');
      }
    },
    async cancel() {
      const { execution } = store.getState();
      if (execution.kind !== 'running') {
        form.notify('info', 'There is nothing to cancel: no request is running.');
        return;
      }
      if (execution.cancelling) return;
      store.setState({ execution: { ...execution, cancelling: true } });
      await host.cancelExecution({ executionId: execution.executionId });
    },
    async saveAnswer() {
      const { execution } = store.getState();
      if (execution.kind !== 'answered') {
        form.notify('problem', 'There is no answer to save. Execute a request first.');
        return;
      }
      saved(await host.saveAnswer({ executionId: execution.answer.executionId }));
    },
    async saveText(fileName, text) {
      saved(await host.saveText({ fileName, text }));
    },
    async saveFolder(name, files) {
      saved(await host.saveFolder({ name, files: [...files] }));
    },
    async saveSampleCode(url, languageId) {
      saved(await host.saveSampleCode({ url, languageId }));
    },
    async copy(text, done) {
      try {
        await navigator.clipboard.writeText(text);
        form.notify('info', done);
      } catch {
        form.notify('problem', 'The clipboard is not available here. Select the text and copy it by hand.');
      }
    },
  };
}

/** The browser host has no save dialog: the page downloads from an address that works once. */
function download(address: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
}
