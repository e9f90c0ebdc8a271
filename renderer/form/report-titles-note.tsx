import { Button } from 'react-aria-components';
import type { Parameter } from '#app/catalogue/method.ts';
import { practiceProjectOf, type PracticeProject } from '#app/connection/practice-project.ts';
import { InfoIcon } from '#renderer/shell/icons.tsx';
import { useActions, useCurrentProject, usePlayground } from '#renderer/state/playground-context.tsx';

/**
 * Why reports are typed by number, and where the number stands. Titles are looked up on request: REDCap has to write
 * the project's whole design for them.
 */
export function ReportTitlesNote({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const { connection, outline, isBeingReadAgain } = useCurrentProject();
  const { readOutline } = useActions();
  const asksForReport = parameters.some(
    (parameter) => parameter.kind === 'integer' && parameter.of === 'reports',
  );
  const practiceProjects = usePlayground((state) => state.practiceProjects);
  if (!asksForReport) return null;
  const practice = practiceProjectOf(connection.id, practiceProjects);
  if (practice !== undefined) return <PracticeReports reports={practice.reports} />;
  const reports = outline?.reports ?? null;
  const canAsk =
    outline !== null && reports === null && !outline.missing.some(({ list }) => list === 'reports');
  return (
    <>
      <p className="record-names-note">
        <InfoIcon size={13} />
        <span>
          REDCap’s API cannot list reports: open “My Reports & Exports” in REDCap, where the number stands
          beside the report’s title.
          {canAsk && (
            <>
              {' '}
              <Button
                className="link-button"
                isDisabled={isBeingReadAgain}
                onPress={() => void readOutline(connection.id, { reportTitles: true })}
              >
                Look up the titles
              </Button>
              {' (REDCap logs that as an export of the project’s design).'}
            </>
          )}
        </span>
      </p>
      {reports !== null && reports.length === 0 && (
        <p className="record-names-note">This project has no reports of its own.</p>
      )}
      {reports !== null && reports.length > 0 && (
        <ul className="report-titles" aria-label="Reports of this project">
          {reports.slice(0, REPORTS_SHOWN).map(({ name, label }) => (
            <li key={name + label}>
              <span dir="auto">{label}</span> <code>{name}</code>
            </li>
          ))}
          {reports.length > REPORTS_SHOWN && <li>{`and ${reports.length - REPORTS_SHOWN} more`}</li>}
        </ul>
      )}
    </>
  );
}

/** The numbers that REDCap's own pages would show: a practice project has no such pages. */
function PracticeReports({ reports }: Pick<PracticeProject, 'reports'>) {
  const { setValue } = useActions();
  if (reports.length === 0) {
    return <p className="record-names-note">This practice project has no reports.</p>;
  }
  return (
    <>
      <p className="record-names-note">
        <InfoIcon size={13} />
        <span>
          REDCap’s API cannot list reports; on a real server the number stands beside the report’s title in
          “My Reports & Exports”. This practice project has:
        </span>
      </p>
      <ul className="report-titles" aria-label="Reports of this project">
        {reports.map(({ id, title }) => (
          <li key={id}>
            <Button className="link-button" onPress={() => setValue('report_id', String(id))}>
              {title}
            </Button>{' '}
            <code>{id}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

const REPORTS_SHOWN = 100;
