import { useEffect, useRef, useState } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { findMethod } from '#app/catalogue/catalogue.ts';
import type { Answer, Explanation, ImportError } from '#app/response/answer.ts';
import { quoted } from '#app/safety/words.ts';
import { revealPayloadRow } from '#renderer/payload/reveal-payload-row.ts';
import { useActions, useCurrentProject, usePlayground } from '#renderer/state/playground-context.tsx';
import type { Execution } from '#renderer/state/playground-state.ts';
import { AnswerHeaders } from './answer-headers.tsx';
import { AnswerTable } from './answer-table.tsx';
import { AnswerText } from './answer-text.tsx';
import { ExplainedFailure } from './explained-failure.tsx';
import { answerFacts, formatBytes } from './facts.ts';
import { NearNames } from './near-names.tsx';
import { RefusedValues } from './refused-values.tsx';
import './response.css';

/** What the server answered, or what happens until it does. */
export function ResponsePane() {
  const execution = usePlayground((state) => state.execution);
  const pane = useRef<HTMLElement>(null);
  // In a small window it lies below what is in sight.
  useEffect(() => {
    if (execution.kind !== 'none') pane.current?.scrollIntoView({ block: 'nearest' });
  }, [execution.kind]);
  return (
    <section ref={pane} className="pane response-pane" aria-label="Response" data-pane>
      <ResponseContent execution={execution} />
    </section>
  );
}

function ResponseContent({ execution }: { readonly execution: Execution }) {
  switch (execution.kind) {
    case 'none':
      return <Empty />;
    case 'running':
      return <Running execution={execution} />;
    case 'failed':
      return (
        <div className="response-scroll">
          <ExplainedFailure explanation={execution.failure} />
        </div>
      );
    case 'answered':
      return <Answered key={execution.answer.executionId} answer={execution.answer} />;
  }
}

function Empty() {
  return (
    <div className="response-empty">
      <p className="response-empty-title">No response yet</p>
      <p>Execute sends the request above and shows the answer here, as a table where it is one.</p>
    </div>
  );
}

function Running({ execution }: { readonly execution: Execution & { kind: 'running' } }) {
  const { cancel } = useActions();
  const seconds = useSeconds();
  return (
    <div className="response-empty" role="status">
      <span className="spinner" />
      <p className="response-empty-title">
        {execution.cancelling
          ? 'Cancelling…'
          : execution.phase === 'sending'
            ? 'Waiting for the server…'
            : `Receiving… ${formatBytes(execution.bytes)}`}
      </p>
      <p>{`${seconds} s`}</p>
      <Button className="button" isDisabled={execution.cancelling} onPress={() => void cancel()}>
        Cancel
        <kbd>Esc</kbd>
      </Button>
    </div>
  );
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - began) / 1000)), 250);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

type ViewId = 'table' | 'text' | 'headers';

function Answered({ answer }: { readonly answer: Answer }) {
  const { saveAnswer } = useActions();
  const failed = answer.verdict.kind === 'failed' ? answer.verdict.failure : null;
  const notes = answer.verdict.kind === 'ok' ? (answer.verdict.notes ?? []) : [];
  const hasTable = answer.body.kind === 'table';
  const hasText = answer.body.kind === 'table' || answer.body.kind === 'text';
  const [view, setView] = useState<ViewId>(hasTable ? 'table' : 'text');
  const facts = answerFacts(answer);
  return (
    <Tabs
      className="pane-tabs"
      selectedKey={view}
      onSelectionChange={(key) => setView(key === 'table' ? 'table' : key === 'headers' ? 'headers' : 'text')}
    >
      <div className="pane-head response-head">
        <TabList className="tab-list" aria-label="Views of the response">
          {hasTable && (
            <Tab id="table" className="tab">
              Table
            </Tab>
          )}
          <Tab id="text" className="tab">
            {hasText ? 'Text' : 'Content'}
          </Tab>
          <Tab id="headers" className="tab">
            Headers
          </Tab>
        </TabList>
        <p className="response-facts" data-failed={failed === null ? undefined : ''} role="status">
          <strong>{facts.status}</strong>
          <span>{facts.rest}</span>
        </p>
        <Button className="button" isDisabled={answer.size === 0} onPress={() => void saveAnswer()}>
          Save…
        </Button>
      </div>
      <OfAnotherMethod methodId={answer.methodId} />
      {failed !== null && <Failed explanation={failed} methodId={answer.methodId} />}
      {notes.map((note) => (
        <p key={note} className="response-note">
          {note}
        </p>
      ))}
      {hasTable && (
        <TabPanel id="table" className="pane-body">
          {answer.body.kind === 'table' && <AnswerTable answer={answer} body={answer.body} />}
        </TabPanel>
      )}
      <TabPanel id="text" className="pane-body">
        <AnswerText answer={answer} />
      </TabPanel>
      <TabPanel id="headers" className="pane-body">
        <AnswerHeaders headers={answer.headers} />
      </TabPanel>
    </Tabs>
  );
}

/** An answer stays while another method is looked at; then it says which method it belongs to. */
function OfAnotherMethod({ methodId }: { readonly methodId: string }) {
  const shown = usePlayground((state) => state.settings.methodId);
  if (shown === methodId) return null;
  return (
    <p className="response-of">{`The answer to ${findMethod(methodId)?.name ?? methodId}, executed before.`}</p>
  );
}

/** A failure of REDCap's with what its message names. */
function Failed({ explanation, methodId }: { readonly explanation: Explanation; readonly methodId: string }) {
  const { outline } = useCurrentProject();
  const { chooseMethod, notify } = useActions();
  const open = async ({ record, field, value }: ImportError) => {
    chooseMethod(methodId);
    const isFound = await revealPayloadRow({ record, field, value });
    if (!isFound) {
      notify('problem', `There is no row of the record ${quoted(record)} in the data as it stands now.`);
    }
  };
  const { parts = [], rows = [] } = explanation;
  return (
    <ExplainedFailure explanation={explanation}>
      <NearNames parts={parts} outline={outline} />
      {rows.length > 0 && (
        <RefusedValues
          rows={rows}
          total={explanation.rowTotal ?? rows.length}
          onOpen={(row) => void open(row)}
        />
      )}
    </ExplainedFailure>
  );
}
