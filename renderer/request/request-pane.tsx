import { lazy, Suspense, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { afterPainting } from '#renderer/editor/after-painting.ts';
import { RequestPanel } from './request-panel.tsx';
import './request.css';

// What writes code is a part of its own, so that the window is usable sooner.
const loadCodePanel = () => import('./code-panel.tsx');
const loadCodeActions = () => import('./code-actions.tsx');
const CodePanel = lazy(async () => ({ default: (await loadCodePanel()).CodePanel }));
const CodeActions = lazy(async () => ({ default: (await loadCodeActions()).CodeActions }));

/** The request as it goes over the wire, and the same request as code. */
export function RequestPane() {
  const [tab, setTab] = useState<string>('request');
  // By the time somebody wants the code, the part is there. One that fails to load is told when it is wanted.
  useEffect(
    () => afterPainting(() => void Promise.all([loadCodePanel(), loadCodeActions()]).catch(() => undefined)),
    [],
  );
  return (
    <section className="pane request-pane" aria-label="Request and code" data-pane>
      <Tabs className="pane-tabs" selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
        <div className="pane-head with-actions">
          <TabList className="tab-list" aria-label="Request or code">
            <Tab id="request" className="tab">
              Request
            </Tab>
            <Tab id="code" className="tab">
              Code
            </Tab>
          </TabList>
          {tab === 'code' && (
            <Suspense>
              <CodeActions />
            </Suspense>
          )}
        </div>
        <TabPanel id="request" className="pane-body">
          <RequestPanel />
        </TabPanel>
        <TabPanel id="code" className="pane-body">
          <Suspense>
            <CodePanel />
          </Suspense>
        </TabPanel>
      </Tabs>
    </section>
  );
}
