import { shorten } from './finding.ts';
import type { ProjectView } from './project-view.ts';
import { doubtful, refused, type ValueProblem } from './value-problem.ts';

/** Where a row's values go: texts as they stand in the data, '' where the column is missing or blank. */
export interface RowPlace {
  readonly event: string;
  readonly instrument: string;
  readonly instance: string;
  readonly group: string;
}

export type PlaceColumn = keyof RowPlace;

/** What is wrong with a row's place, told once for each column. */
export function placeProblems(
  place: RowPlace,
  has: Readonly<Record<PlaceColumn, boolean>>,
  view: ProjectView,
): readonly (readonly [column: PlaceColumn, problem: ValueProblem])[] {
  const problems: (readonly [PlaceColumn, ValueProblem])[] = [];
  const event = has.event && view.longitudinal ? eventProblem(place.event, view) : null;
  if (event !== null) problems.push(['event', event]);
  if (view.repeats === true && event === null && (place.event !== '' || !view.longitudinal)) {
    const instrument = instrumentProblem(place, view);
    if (instrument !== null) problems.push(['instrument', instrument]);
    else {
      const instance = instanceProblem(place, has, view);
      if (instance !== null) problems.push(['instance', instance]);
    }
  }
  const group = has.group && place.group !== '' ? groupProblem(place.group, view) : null;
  if (group !== null) problems.push(['group', group]);
  return problems;
}

/** Why a value on this form cannot be stored at this place, or null. */
export function misplaced(
  field: string,
  form: string,
  place: RowPlace,
  view: ProjectView,
): ValueProblem | null {
  const { event, instrument } = place;
  if (view.longitudinal && event === '') return null;
  if (view.longitudinal && view.eventNames?.has(event) === true && !view.isDesignated(event, form)) {
    return refused(
      'place',
      `${field} is on the instrument ${form}, which is not designated for the event ${shorten(event)}: leave it blank here.`,
    );
  }
  if (instrument !== '' && form !== instrument) {
    return refused(
      'place',
      `${field} is on the instrument ${form}, not on the repeating instrument ${shorten(instrument)} of this row: leave it blank here.`,
    );
  }
  if (instrument === '' && view.repeatsInstrument(event, form)) {
    return refused(
      'place',
      `${field} is on the repeating instrument ${form}: give redcap_repeat_instrument and redcap_repeat_instance.`,
    );
  }
  return null;
}

function eventProblem(event: string, view: ProjectView): ValueProblem | null {
  if (event === '') return doubtful('place', 'The event is blank: REDCap takes the first event.');
  if (view.eventNames === null || view.eventNames.has(event)) return null;
  const events = view.project.events ?? [];
  const label = event.trim().toLowerCase();
  const meant =
    events.find((other) => other.label.trim().toLowerCase() === label)?.name ??
    view.suggest(
      event,
      events.map(({ name }) => name),
    );
  return refused(
    'place',
    `The project has no event of this name. ${meant === undefined ? 'Use the unique name, such as baseline_arm_1.' : `Did you mean ${meant}?`}`,
  );
}

function instrumentProblem({ event, instrument }: RowPlace, view: ProjectView): ValueProblem | null {
  if (instrument === '' || view.repeatsInstrument(event, instrument)) return null;
  if (view.formNames.has(instrument)) {
    const where = view.longitudinal ? ` in the event ${shorten(event)}` : '';
    return refused('place', `The instrument ${instrument} does not repeat${where}: leave this blank.`);
  }
  const label = instrument.trim().toLowerCase();
  const meant =
    view.project.forms?.find((form) => form.label.trim().toLowerCase() === label)?.name ??
    view.suggest(instrument, [...view.formNames]);
  return refused(
    'place',
    `The project has no instrument of this name. ${meant === undefined ? 'Use its unique name.' : `Did you mean ${meant}?`}`,
  );
}

function instanceProblem(
  place: RowPlace,
  has: Readonly<Record<PlaceColumn, boolean>>,
  view: ProjectView,
): ValueProblem | null {
  const { event, instrument, instance } = place;
  if (instrument === '' && !view.repeatsEvent(event)) {
    return instance === ''
      ? null
      : refused(
          'place',
          'An instance number can only be given for a repeating instrument or a repeating event.',
        );
  }
  if (instance === '') {
    const what =
      instrument === ''
        ? `the repeating event ${shorten(event)}`
        : `the repeating instrument ${shorten(instrument)}`;
    const way = has.instance ? 'give' : 'add the column redcap_repeat_instance with';
    return doubtful('place', `This row is for ${what}: ${way} the instance, a number or the word new.`);
  }
  if (instance === 'new' || /^[1-9]\d{0,4}$/.test(instance)) return null;
  return refused('place', 'The instance must be a whole number above 0, or the word new.');
}

function groupProblem(group: string, view: ProjectView): ValueProblem | null {
  if (view.groupNames === null || view.groupNames.has(group)) return null;
  const groups = view.project.dags ?? [];
  const label = group.trim().toLowerCase();
  const meant =
    groups.find((other) => other.label.trim().toLowerCase() === label)?.name ??
    view.suggest(
      group,
      groups.map(({ name }) => name),
    );
  return refused(
    'place',
    `The project has no data access group of this unique name. ${meant === undefined ? 'Use the unique name, such as north_clinic.' : `Did you mean ${meant}?`}`,
  );
}
