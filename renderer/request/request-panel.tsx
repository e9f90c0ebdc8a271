import { useMemo, useState } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { assertNever } from '#app/assert-never.ts';
import { defaultSettings } from '#app/host/settings.ts';
import { maskedToken } from '#app/connection/token.ts';
import { bodyView } from '#app/request/body-view.ts';
import { rawParameters } from '#app/request/raw-view.ts';
import { findTarget } from '#app/snippets/targets.ts';
import { requestHeaders } from '#app/request/request-headers.ts';
import { CodeView } from '#renderer/editor/code-view.tsx';
import {
  useActions,
  useCurrentProject,
  useCurrentRequestReader,
} from '#renderer/state/playground-context.tsx';
import type { CurrentRequest } from '#renderer/state/current-request.ts';
import { codeForCopying } from './code-text.ts';
import { useShownRequest } from './use-shown-request.ts';

const views = [
  { id: 'parameters', label: 'Parameters' },
  { id: 'body', label: 'Body' },
  { id: 'headers', label: 'Headers' },
  { id: 'curl', label: 'cURL' },
] as const;

type ViewId = (typeof views)[number]['id'];

/** Raw Request Parameters, the encoded body, the headers and cURL: all follow each keystroke. */
export function RequestPanel() {
  const { connection } = useCurrentProject();
  const readCurrent = useCurrentRequestReader();
  const { copy } = useActions();
  const [view, setView] = useState<ViewId>('parameters');
  return (
    <Tabs
      className="sub-tabs"
      selectedKey={view}
      onSelectionChange={(key) => setView(views.find(({ id }) => id === key)?.id ?? 'parameters')}
    >
      <div className="sub-head">
        <TabList className="chip-list" aria-label="Views of the request">
          {views.map(({ id, label }) => (
            <Tab key={id} id={id} className="chip">
              {label}
            </Tab>
          ))}
        </TabList>
        <Button
          className="button"
          onPress={() => void copy(viewText(view, readCurrent()), 'Copied. The token is not in it.')}
        >
          Copy
        </Button>
      </div>
      {views.map(({ id, label }) => (
        <TabPanel key={id} id={id} className="sub-body">
          {id === 'parameters' && (
            <p className="view-caption">{`POST ${connection.url} – Raw Request Parameters`}</p>
          )}
          <RequestText view={id} label={label} />
        </TabPanel>
      ))}
    </Tabs>
  );
}

/** The only part that is drawn again per keystroke. */
function RequestText({ view, label }: { readonly view: ViewId; readonly label: string }) {
  const current = useShownRequest();
  const text = useMemo(() => viewText(view, current), [view, current]);
  return view === 'curl' ? (
    <CodeView text={text} language="shell" label="cURL" />
  ) : (
    <PlainText text={text} label={label} />
  );
}

const SHOWN_CHARACTERS = 60_000;

function PlainText({ text, label }: { readonly text: string; readonly label: string }) {
  const shown = text.length > SHOWN_CHARACTERS ? text.slice(0, SHOWN_CHARACTERS) : text;
  return (
    // Scrollable text has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className="plain-text" tabIndex={0} aria-label={label}>
      {shown}
      {shown !== text && (
        <span className="cut-note">{`\n… ${(text.length - shown.length).toLocaleString()} more characters. Copy takes all of them.`}</span>
      )}
    </pre>
  );
}

function viewText(view: ViewId, current: CurrentRequest): string {
  const token = maskedToken(current.connection.lastFour);
  switch (view) {
    case 'parameters':
      return rawParameters(current.request, token);
    case 'body':
      return bodyView(current.request, token);
    case 'headers':
      return requestHeaders(current.request, current.connection.url)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n');
    case 'curl': {
      const curl = findTarget('curl');
      if (curl === undefined) return '';
      const code = codeForCopying(current, curl, defaultSettings);
      return code.kind === 'code' ? code.text : `# ${code.reason}\n`;
    }
    default:
      return assertNever(view);
  }
}
