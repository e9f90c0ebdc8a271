import { Button } from 'react-aria-components';
import type { Section } from '#app/catalogue/method.ts';
import type { Draft, Problem, ProjectTraits } from '#app/request/draft.ts';
import { hasRights } from '#app/project/known-rights.ts';
import { isAsked, visibleParameters } from '#app/request/visible.ts';
import { InfoIcon, LockIcon } from '#renderer/shell/icons.tsx';
import { useActions, useCurrentRequest } from '#renderer/state/playground-context.tsx';
import { failureText } from '#renderer/state/failure-text.ts';
import type { CurrentRequest } from '#renderer/state/current-request.ts';
import { ExecuteBar } from './execute-bar.tsx';
import { lockedReason } from './execute-blocker.ts';
import { IdentifierNote } from './identifier-note.tsx';
import { MethodHelp } from './method-help.tsx';
import { RecordNamesNote } from './record-names-note.tsx';
import { ReportTitlesNote } from './report-titles-note.tsx';
import { ParameterControl } from './parameter-control.tsx';
import { missingReason, suggestions } from './suggestions.ts';
import './form.css';

const sections: readonly { readonly id: Section; readonly title: string }[] = [
  { id: 'what', title: 'What' },
  { id: 'filter', title: 'Filter' },
  { id: 'format', title: 'Format' },
  { id: 'options', title: 'Options' },
];

/** The chosen method: what it does, its parameters by the question a researcher asks, and Execute. */
export function MethodForm() {
  const current = useCurrentRequest();
  const { method, draft, problems, outline, connection } = current;
  const { setValue, clearForm } = useActions();
  const visible = visibleParameters(method, draft, formTraits(current)).filter(isAsked);
  const locked = lockedReason(current);
  const notRead = current.outlineState?.kind === 'failed' ? current.outlineState.failure.message : null;

  return (
    <main className="method-form" aria-labelledby="method-heading" data-pane>
      {/* Another method or project starts at the top again. */}
      <div className="method-scroll" key={`${connection.id}/${method.id}`}>
        <div className="method-heading-row">
          <h1 id="method-heading">{method.name}</h1>
          {Object.keys(draft).length > 0 && (
            <Button className="link-button form-reset" onPress={clearForm}>
              Start over
            </Button>
          )}
        </div>
        <p className="method-summary">{method.help.summary}</p>
        <Rights current={current} />
        {locked !== null && (
          <p className="locked-note">
            <LockIcon size={14} />
            <span>{locked}</span>
          </p>
        )}
        <Unread current={current} />
        <Unsuited current={current} />
        <WholeProblems problems={problems} />
        {sections.map(({ id, title }) => {
          const parameters = visible.filter((parameter) => parameter.section === id);
          if (parameters.length === 0) return null;
          return (
            <section key={id} className="card" aria-label={title}>
              <h2>{title}</h2>
              {parameters.map((parameter) => (
                <ParameterControl
                  key={parameter.name}
                  parameter={parameter}
                  method={method}
                  value={draft[parameter.name]}
                  draftFormat={formatValue(draft)}
                  problem={problemAt(problems, parameter.name)}
                  suggestions={suggestions(parameter, outline)}
                  missing={missingReason(parameter, outline, notRead)}
                  onChange={setValue}
                />
              ))}
              {id === 'what' && <RecordNamesNote parameters={parameters} />}
              {id === 'what' && <ReportTitlesNote parameters={parameters} />}
              {id === 'what' && <IdentifierNote />}
            </section>
          );
        })}
        {visible.length === 0 && (
          <p className="empty-note">This method takes no parameters: just execute it.</p>
        )}
        <MethodHelp method={method} />
      </div>
      <ExecuteBar />
    </main>
  );
}

/**
 * What only some projects have, such as events, is asked for once the project is known to have it: in most projects it
 * would otherwise vanish again while the form is being filled in.
 */
function formTraits({ isBeingRead, traits }: CurrentRequest): ProjectTraits {
  return isBeingRead ? { longitudinal: false, repeating: false, severalArms: false } : traits;
}

function Rights({ current }: { readonly current: CurrentRequest }) {
  const { method } = current;
  return (
    <p className="method-rights">
      {method.rights.length === 1 ? 'Needs the right ' : 'Needs the rights '}
      {method.rights.map((right, index) => (
        <span key={right}>
          {index > 0 && ' and '}
          <strong>{right}</strong>
        </span>
      ))}
      .{rightsKnown(current)}
      {method.since !== undefined && ` Since REDCap ${method.since}.`}
    </p>
  );
}

/** What reading the project told of the user's own rights. */
function rightsKnown({ method: { rights }, outline }: CurrentRequest): string {
  const has = hasRights(rights, outline);
  if (has === 'unknown') return '';
  const them = rights.length === 1 ? 'it' : has === 'yes' ? 'them' : 'all of them';
  return has === 'yes'
    ? ` You have ${them}.`
    : ` You do not have ${them}; the project’s owner can grant rights under User Rights.`;
}

/** Nothing of the project is known: the form works without it, and says why. */
function Unread({ current: { connection, outlineState } }: { readonly current: CurrentRequest }) {
  const { readOutline } = useActions();
  if (outlineState?.kind !== 'failed') return null;
  return (
    <p className="unsuited-note" role="alert">
      <InfoIcon size={14} />
      <span>
        {`The project could not be read, so the form has nothing to choose from. ${failureText(outlineState.failure)} `}
        <Button className="link-button" onPress={() => void readOutline(connection.id)}>
          Read it again
        </Button>
      </span>
    </p>
  );
}

/** A project without what the method is about: the server refuses, which is worth knowing before. */
function Unsuited({ current: { method, traits } }: { readonly current: CurrentRequest }) {
  const lacks =
    (method.needs === 'longitudinal' && traits.longitudinal === false && 'is not longitudinal') ||
    (method.needs === 'repeating' && traits.repeating === false && 'has nothing that repeats');
  if (lacks === false) return null;
  return (
    <p className="unsuited-note">
      <InfoIcon size={14} />
      <span>{`This project ${lacks}, so REDCap will refuse this method. You can still take the code away.`}</span>
    </p>
  );
}

function WholeProblems({ problems }: { readonly problems: readonly Problem[] }) {
  return problems
    .filter((problem) => problem.parameter === null)
    .map((problem) => (
      <p key={problem.message} className="form-problem" role="alert">
        {problem.message}
      </p>
    ));
}

function problemAt(problems: readonly Problem[], parameter: string): string | null {
  return problems.find((problem) => problem.parameter === parameter)?.message ?? null;
}

function formatValue(draft: Draft): string | undefined {
  const format = draft['format'];
  return typeof format === 'string' ? format : undefined;
}
