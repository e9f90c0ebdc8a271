import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { blocksExecute } from '#app/project/payload/finding.ts';
import type { Draft } from '#app/request/draft.ts';
import type { PayloadReport } from './payload-report.ts';

interface CheckedText {
  readonly parameter: string;
  readonly text: string;
  readonly report: PayloadReport;
}

/** The report on the text that was checked last. */
const lastChecked = createStore<{ readonly checked: CheckedText | null }>(() => ({ checked: null }));

export function keepReport(checked: CheckedText | null): void {
  lastChecked.setState({ checked });
}

/** Why data to import would certainly be misread, as a sentence; null when nothing speaks against sending them. */
export function payloadBlocker(draft: Draft): string | null {
  const { checked } = lastChecked.getState();
  if (checked === null || draft[checked.parameter] !== checked.text) return null;
  const found = checked.report.shown.find(blocksExecute);
  return found === undefined ? null : `Line ${String(found.line)}: ${found.message}`;
}

/** Draws again when a report has come. */
export function usePayloadReports(): void {
  useStore(lastChecked);
}
