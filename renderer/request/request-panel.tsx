import { lazy, Suspense, useMemo, useState } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { assertNever } from '#app/assert-never.ts';
import { maskedToken } from '#app/connection/token.ts';
import { bodyView } from '#app/request/body-view.ts';
import { rawParameters } from '#app/request/raw-view.ts';
import { requestHeaders } from '#app/request/request-headers.ts';
import {
  useActions,
  useCurrentProject,
  useCurrentRequestReader,
} from '#renderer/state/playground-context.tsx';
import type { CurrentRequest } from '#renderer/state/current-request.ts';
import { useShownRequest } from './use-shown-request.ts';

const views = [
  { id: 'parameters', label: 'Parameters' },
  { id: 'body', label: 'Body' },
  { id: 'headers', label: 'Headers' },
  { id: 'curl', label: 'cURL' },
] as const;

type ViewId = (typeof views)[number]['id'];
type PlainViewId = Exclude<ViewId, 'curl'>;

// What writes code is a part of its own, so that the window is usable sooner.
const loadCurlView = () => import('./curl-view.tsx');
const CurlView = lazy(async () => ({ default: (await loadCurlView()).CurlView }));

/** Raw Request Parameters, the encoded body, the headers and cURL: all follow each keystroke. */
export function RequestPanel() {
  const { connection } = useCurrentProject();
  const readCurrent = useCurrentRequestReader();
  const { copy } = useActions();
  const [view, setView] = useState<ViewId>('parameters');
  const copyView = async () => {
    const text =
      view === 'curl' ? (await loadCurlView()).curlText(readCurrent()) : plainText(view, readCurrent());
    await copy(text, 'Copied. The token is not in it.');
  };
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
        <Button className="button" onPress={() => void copyView()}>
          Copy
        </Button>
      </div>
      {views.map(({ id, label }) => (
        <TabPanel key={id} id={id} className="sub-body">
          {id === 'parameters' && (
            <p className="view-caption">{`POST ${connection.url} – Raw Request Parameters`}</p>
          )}
          {id === 'curl' ? (
            <Suspense>
              <CurlView />
            </Suspense>
          ) : (
            <RequestText view={id} label={label} />
          )}
        </TabPanel>
      ))}
    </Tabs>
  );
}

/** The only part that is drawn again per keystroke. */
function RequestText({ view, label }: { readonly view: PlainViewId; readonly label: string }) {
  const current = useShownRequest();
  const text = useMemo(() => plainText(view, current), [view, current]);
  return <PlainText text={text} label={label} />;
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

function plainText(view: PlainViewId, current: CurrentRequest): string {
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
    default:
      return assertNever(view);
  }
}
