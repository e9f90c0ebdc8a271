import { useMemo } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { blocksExecute, type Finding } from '#app/project/payload/finding.ts';
import { counted } from '#app/safety/words.ts';
import type { ReportState } from './use-payload-report.ts';

/** What the checks found: a sentence that counts, and the findings, each of which leads to its line. */
export function FindingsList({
  state,
  label,
  onJump,
}: {
  readonly state: ReportState;
  readonly label: string;
  readonly onJump: (finding: Finding) => void;
}) {
  const report = state.kind === 'checked' ? state.report : null;
  // Findings have no name of their own; a new check makes a new list.
  const items = useMemo(
    () => (report?.shown ?? []).map((finding, index) => ({ id: String(index), finding })),
    [report],
  );
  return (
    <>
      <p className="payload-summary" role="status" data-found={items.length > 0 ? '' : undefined}>
        {summary(state)}
      </p>
      {items.length > 0 && (
        <ListBox
          className="payload-findings"
          aria-label={`Findings in ${label}`}
          items={items}
          onAction={(key) => {
            const item = items[Number(key)];
            // The list takes the focus after the click; the editor is to have it.
            if (item !== undefined) requestAnimationFrame(() => onJump(item.finding));
          }}
        >
          {({ id, finding }) => (
            <ListBoxItem
              id={id}
              className="payload-finding"
              textValue={`Line ${String(finding.line)}: ${finding.message}`}
            >
              <FindingText finding={finding} />
            </ListBoxItem>
          )}
        </ListBox>
      )}
    </>
  );
}

function FindingText({ finding }: { readonly finding: Finding }) {
  const { line, record, column, value, message, severity } = finding;
  return (
    <>
      <span className="finding-line">{`Line ${line.toLocaleString('en-US')}`}</span>
      <span className="finding-severity" data-severity={severity}>
        {blocksExecute(finding) ? 'Blocks' : severity === 'error' ? 'Error' : 'Look at'}
      </span>
      <span className="finding-text">
        {record !== '' && (
          <>
            record <bdi>{record}</bdi>
            {column === '' ? ': ' : ', '}
          </>
        )}
        {column !== '' && (
          <>
            <code>
              <bdi>{column}</bdi>
            </code>
            {value === '' ? ': ' : ' '}
          </>
        )}
        {value !== '' && (
          <>
            “<bdi>{value}</bdi>”:{' '}
          </>
        )}
        {message}
      </span>
    </>
  );
}

function summary(state: ReportState): string {
  switch (state.kind) {
    case 'none':
      return '';
    case 'checking':
      return 'Checking…';
    case 'failed':
      return 'The checks could not run in this window. The data can be sent all the same; REDCap checks them, too.';
    case 'checked': {
      const { errors, warnings, rows, shown, withProject } = state.report;
      const found = errors + warnings;
      const checked = rows === null ? '' : ` in ${counted(rows, 'row')}`;
      const known =
        withProject || rows === null ? '' : ' Only the structure is checked: the dictionary is not known.';
      if (found === 0)
        return rows === null ? '' : `${counted(rows, 'row')} checked: nothing is wrong.${known}`;
      const parts = [
        errors > 0 ? counted(errors, 'error') : '',
        warnings > 0 ? `${count(warnings)} to look at` : '',
      ];
      const more = found > shown.length ? ` The first ${count(shown.length)} are listed.` : '';
      return `${parts.filter((part) => part !== '').join(', ')}${checked}.${more}${known}`;
    }
  }
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
