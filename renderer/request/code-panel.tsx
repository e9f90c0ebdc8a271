import { useMemo } from 'react';
import { Button, TabPanel, Tabs } from 'react-aria-components';
import { CodeView } from '#renderer/editor/code-view.tsx';
import { useActions } from '#renderer/state/playground-context.tsx';
import { chosenTarget, choosing, targetOfLanguage } from './code-choice.ts';
import { CodeOptions } from './code-options.tsx';
import { chosenCode } from './code-text.ts';
import { LanguageTabs } from './language-tabs.tsx';
import { useCodedRequest } from './use-shown-request.ts';
import { useCodeSettings } from './use-code-settings.ts';

/** The request as a program in the user's language. It names the token's place and never holds the token. */
export function CodePanel() {
  const settings = useCodeSettings();
  const { saveSettings } = useActions();
  const target = chosenTarget(settings);
  return (
    <Tabs
      className="sub-tabs"
      selectedKey={target.label}
      onSelectionChange={(label) => {
        const next = targetOfLanguage(String(label), settings);
        // Taking away the tab of another language moves the selection, which is not the user's choice.
        if (next !== undefined && next.label !== target.label) saveSettings(choosing(next, settings));
      }}
    >
      <div className="code-bar">
        <LanguageTabs target={target} />
        <CodeOptions target={target} />
      </div>
      <TabPanel id={target.label} className="sub-body">
        <CodeText />
      </TabPanel>
    </Tabs>
  );
}

/** The part that is drawn again per keystroke. */
function CodeText() {
  const current = useCodedRequest();
  const settings = useCodeSettings();
  const { saveSettings } = useActions();
  const target = chosenTarget(settings);
  const code = useMemo(() => chosenCode(current, settings), [current, settings]);
  if (code.kind === 'code') {
    return <CodeView text={code.text} language={target.colouring} label={`${target.label} code`} />;
  }
  const { nearest } = code;
  return (
    <div className="no-code">
      <p>{code.reason}</p>
      {nearest !== null && (
        <Button className="button" onPress={() => saveSettings(choosing(nearest, settings))}>
          {`Show it in ${nearest.label} (${nearest.library})`}
        </Button>
      )}
    </div>
  );
}
