import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { CodeActions } from './code-actions.tsx';
import { CodePanel } from './code-panel.tsx';
import { RequestPanel } from './request-panel.tsx';
import './request.css';

/** The request as it goes over the wire, and the same request as code. */
export function RequestPane() {
  const [tab, setTab] = useState<string>('request');
  return (
    <section className="pane" aria-label="Request and code" data-pane>
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
          {tab === 'code' && <CodeActions />}
        </div>
        <TabPanel id="request" className="pane-body">
          <RequestPanel />
        </TabPanel>
        <TabPanel id="code" className="pane-body">
          <CodePanel />
        </TabPanel>
      </Tabs>
    </section>
  );
}
