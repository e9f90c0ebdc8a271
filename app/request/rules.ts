import { assertNever } from '#app/assert-never.ts';
import type { Method, RuleName } from '#app/catalogue/method.ts';
import type { Draft, Problem, ProjectTraits } from './draft.ts';
import { effectiveValue, isVisible } from './visible.ts';

/** The named rules of a method: checks that no condition on a single parameter can express. */
export function checkRules(method: Method, draft: Draft, traits: ProjectTraits): readonly Problem[] {
  const text = (name: string): string => {
    const parameter = method.parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined || !isVisible(method, parameter, draft, traits)) return '';
    const value = effectiveValue(method, parameter, draft);
    return typeof value === 'string' ? value : '';
  };
  return (method.rules ?? []).flatMap((rule) => checkRule(rule, text, traits) ?? []);
}

function checkRule(rule: RuleName, text: (name: string) => string, traits: ProjectTraits): Problem | null {
  switch (rule) {
    case 'eventWithInstrument':
      return traits.longitudinal === true && text('instrument') !== '' && text('event').trim() === ''
        ? {
            parameter: 'event',
            message: 'Event is required when an instrument is given in a longitudinal project.',
          }
        : null;
    case 'autoIdsNeedAutoNumber':
      return text('returnContent') === 'auto_ids' && text('forceAutoNumber') !== 'true'
        ? {
            parameter: 'returnContent',
            message: 'New and given record names can be returned only when new record names are assigned.',
          }
        : null;
    case 'timespanInOrder': {
      // Records and log name the two times differently. Both are written largest unit first, so that the order of
      // the texts is the order of the times.
      const [from, to] =
        text('beginTime') === '' ? ['dateRangeBegin', 'dateRangeEnd'] : ['beginTime', 'endTime'];
      const begin = text(from);
      const end = text(to);
      return begin !== '' && end !== '' && begin > end
        ? {
            parameter: to,
            message: 'The timespan ends before it begins: exchange the two times.',
          }
        : null;
    }
    case 'newNameDiffers':
      return text('record') !== '' && text('record') === text('new_record_name')
        ? { parameter: 'new_record_name', message: 'The new record name is the present one: give another.' }
        : null;
    case 'allRecordsAlone':
      return text('allRecords') !== '' && ['record', 'event', 'instrument'].some((name) => text(name) !== '')
        ? {
            parameter: 'allRecords',
            message:
              'With all records REDCap ignores record, event and instrument: empty them, or switch this off.',
          }
        : null;
    default:
      return assertNever(rule);
  }
}
