import type { Host } from '#app/host/contract.ts';
import type { Settings } from '#app/host/settings.ts';
import type { DraftValue } from '#app/request/draft.ts';
import { activeConnection, chosenMethod } from './current-request.ts';
import { failureText } from './failure-text.ts';
import { draftKey, type DialogName, type Notice, type PlaygroundStore } from './playground-state.ts';

export interface FormActions {
  readonly chooseMethod: (methodId: string) => void;
  /** `undefined` sets the parameter back to "not touched". */
  readonly setValue: (parameter: string, value: DraftValue | undefined) => void;
  readonly clearForm: () => void;
  /** Shown at once, then kept by the host; a host that cannot keep it says so in a notice. */
  readonly saveSettings: (patch: Partial<Settings>) => void;
  readonly openDialog: (name: DialogName) => void;
  readonly closeDialog: () => void;
  readonly notify: (tone: Notice['tone'], text: string) => void;
  readonly dismissNotice: (id: number) => void;
}

export function formActions(host: Host, store: PlaygroundStore): FormActions {
  let lastNotice = store.getState().notices.length;
  const notify: FormActions['notify'] = (tone, text) => {
    lastNotice += 1;
    const notice = { id: lastNotice, tone, text };
    store.setState(({ notices }) => ({
      notices: [...notices.filter((other) => other.text !== text), notice],
    }));
  };
  const saveSettings: FormActions['saveSettings'] = (patch) => {
    store.setState(({ settings }) => ({ settings: { ...settings, ...patch } }));
    void host.saveSettings(patch).then((reply) => {
      if (!reply.ok) notify('problem', failureText(reply.failure));
    });
  };
  return {
    notify,
    saveSettings,
    chooseMethod: (methodId) => saveSettings({ methodId }),
    setValue(parameter, value) {
      store.setState((state) => {
        const key = draftKey(activeConnection(state).id, chosenMethod(state).id);
        const { [parameter]: _previous, ...others } = state.drafts[key] ?? {};
        return {
          drafts: {
            ...state.drafts,
            [key]: value === undefined ? others : { ...others, [parameter]: value },
          },
        };
      });
    },
    clearForm() {
      store.setState((state) => {
        const { [draftKey(activeConnection(state).id, chosenMethod(state).id)]: _cleared, ...drafts } =
          state.drafts;
        return { drafts };
      });
    },
    openDialog: (dialog) => store.setState({ dialog }),
    closeDialog: () => store.setState({ dialog: null }),
    dismissNotice: (id) =>
      store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
  };
}
