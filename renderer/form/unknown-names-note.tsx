import type { Picker } from '#app/catalogue/method.ts';
import { shortened } from '#app/project/logic/problem.ts';
import { MOST_NEAR_NAMES, type UnknownName } from '#app/project/unknown-names.ts';

/** One or more names that the project does not have, each with what was probably meant. They can be sent all the same. */
export function UnknownNamesNote({
  of,
  unknown,
  onReplace,
}: {
  readonly of: Picker;
  readonly unknown: readonly UnknownName[];
  readonly onReplace: (name: string, near: string) => void;
}) {
  const more = unknown.length - MOST_NEAR_NAMES;
  return (
    <div className="unknown-names" role="status">
      {unknown.slice(0, MOST_NEAR_NAMES).map(({ name, near }) => (
        <p key={name} className="parameter-problem">
          {`The project has no ${nouns[of]} “`}
          <bdi>{shortened(name)}</bdi>”.
          {near !== undefined && (
            <>
              {' '}
              {/* The browser's own: a combo box around it would make any other its own button. */}
              <button type="button" className="link-button" onClick={() => onReplace(name, near)}>
                {`Write ${near}`}
              </button>
            </>
          )}
        </p>
      ))}
      {more > 0 && <p className="parameter-problem">{`and ${more.toLocaleString('en')} more`}</p>}
      {of === 'forms' && (
        <p className="parameter-problem">
          REDCap may pass over such a name without saying so, and export every instrument instead.
        </p>
      )}
    </div>
  );
}

const nouns: Readonly<Record<Picker, string>> = {
  records: 'record',
  fields: 'field',
  fileFields: 'field',
  forms: 'instrument',
  events: 'event',
  arms: 'arm',
  dags: 'data access group',
  dagIds: 'data access group',
  users: 'user',
  roles: 'user role',
  reports: 'report',
  repositoryFolder: 'folder',
  repositoryFile: 'file',
};
