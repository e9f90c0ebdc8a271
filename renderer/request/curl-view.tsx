import { useMemo } from 'react';
import { defaultSettings } from '#app/host/settings.ts';
import { curl } from '#app/snippets/shell/curl.ts';
import { CodeView } from '#renderer/editor/code-view.tsx';
import type { CurrentRequest } from '#renderer/state/current-request.ts';
import { codeForCopying } from './code-text.ts';
import { useCodedRequest } from './use-shown-request.ts';

/** The request as one cURL command, whatever language is chosen for code. */
export function CurlView() {
  const current = useCodedRequest();
  const text = useMemo(() => curlText(current), [current]);
  return <CodeView text={text} language="shell" label="cURL" />;
}

export function curlText(current: CurrentRequest): string {
  const code = codeForCopying(current, curl, defaultSettings);
  return code.kind === 'code' ? code.text : `# ${code.reason}\n`;
}
