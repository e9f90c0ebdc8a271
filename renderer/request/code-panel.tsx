import { useDeferredValue, useMemo } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { findTarget, snippetTargets } from '#app/snippets/targets.ts';
import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { CodeView } from '#renderer/editor/code-view.tsx';
import { useActions, useCurrentRequest, usePlayground } from '#renderer/state/playground-context.tsx';
import { codeForCopying } from './code-text.ts';

/** The request as a program in the user's language. It names the token and never holds it. */
export function CodePanel() {
  const current = useDeferredValue(useCurrentRequest());
  const languageId = usePlayground((state) => state.settings.languageId);
  const { saveSettings, copy, saveText } = useActions();
  const target = findTarget(languageId) ?? snippetTargets[0];
  const chosen = target?.id ?? '';
  const code = useMemo(() => codeForCopying(current, chosen), [current, chosen]);
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
        <div className="sub-actions">
          <Button
            className="button"
            isDisabled={code.kind !== 'code'}
            onPress={() => {
              if (code.kind === 'code') void copy(code.text, 'Code copied. It holds no token.');
            }}
          >
            Copy
          </Button>
          <Button
            className="button"
            isDisabled={code.kind !== 'code'}
            onPress={() => {
              if (code.kind === 'code') void saveText(code.fileName, code.text);
            }}
          >
            Save as…
          </Button>
        </div>
      </div>
      <p className="view-caption">
        <strong>{target?.library}</strong>
        {` reads the token from ${TOKEN_VARIABLE}; the code never holds it.`}
      </p>
      <TabPanel id={chosen} className="sub-body">
        {code.kind === 'code' ? (
          <CodeView text={code.text} language={code.colouring} label={`${target?.label ?? ''} code`} />
        ) : (
          <p className="empty-note">{code.reason}</p>
        )}
      </TabPanel>
    </Tabs>
  );
}
