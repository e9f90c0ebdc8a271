import { useMemo } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { findTarget, snippetTargets } from '#app/snippets/targets.ts';
import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { CodeView } from '#renderer/editor/code-view.tsx';
import {
  useActions,
  useCurrentRequest,
  useCurrentRequestReader,
  usePlayground,
} from '#renderer/state/playground-context.tsx';
import { codeForCopying, type CodeText as Code } from './code-text.ts';
import { useShownRequest } from './use-shown-request.ts';

/** The request as a program in the user's language. It names the token and never holds it. */
export function CodePanel() {
  const languageId = usePlayground((state) => state.settings.languageId);
  const { saveSettings } = useActions();
  const target = findTarget(languageId) ?? snippetTargets[0];
  const chosen = target?.id ?? '';
  return (
    <Tabs
      className="sub-tabs"
      selectedKey={chosen}
      onSelectionChange={(key) => saveSettings({ languageId: String(key) })}
    >
      <div className="sub-head">
        <TabList className="chip-list" aria-label="Language">
          {snippetTargets.map(({ id, label, library }) => (
            <Tab key={id} id={id} className="chip" aria-label={label} aria-description={library}>
              {label}
            </Tab>
          ))}
        </TabList>
        <CodeActions languageId={chosen} />
      </div>
      <p className="view-caption">
        <strong>{target?.library}</strong>
        {` reads the token from ${TOKEN_VARIABLE}; the code never holds it.`}
      </p>
      <TabPanel id={chosen} className="sub-body">
        <CodeText languageId={chosen} label={`${target?.label ?? ''} code`} />
      </TabPanel>
    </Tabs>
  );
}

function CodeActions({ languageId }: { readonly languageId: string }) {
  const { problems } = useCurrentRequest();
  const readCurrent = useCurrentRequestReader();
  const { copy, saveText } = useActions();
  const withCode = (act: (code: Code & { kind: 'code' }) => Promise<void>) => () => {
    const code = codeForCopying(readCurrent(), languageId);
    if (code.kind === 'code') void act(code);
  };
  return (
    <div className="sub-actions">
      <Button
        className="button"
        isDisabled={problems.length > 0}
        onPress={withCode(({ text }) => copy(text, 'Code copied. It holds no token.'))}
      >
        Copy
      </Button>
      <Button
        className="button"
        isDisabled={problems.length > 0}
        onPress={withCode(({ fileName, text }) => saveText(fileName, text))}
      >
        Save as…
      </Button>
    </div>
  );
}

/** The part that is drawn again per keystroke. */
function CodeText({ languageId, label }: { readonly languageId: string; readonly label: string }) {
  const current = useShownRequest();
  const code = useMemo(() => codeForCopying(current, languageId), [current, languageId]);
  return code.kind === 'code' ? (
    <CodeView text={code.text} language={code.colouring} label={label} />
  ) : (
    <p className="empty-note">{code.reason}</p>
  );
}
