import type { Instrument } from '../model/design.ts';
import type { SurveyOptions } from '../model/project.ts';
import { openTag } from './odm-tag.ts';
import type { XmlElement } from './xml-read.ts';

/** Surveys and their queue as REDCap's project XML holds them; empty when there are none. */
export function surveysXml(
  instruments: readonly Instrument[],
  { queue, saveAndReturn }: SurveyOptions,
): string {
  const surveys = instruments.filter(({ survey }) => survey);
  if (surveys.length === 0) return '';
  const lines = surveys.map(({ name, label }) => {
    return `\t\t${openTag('redcap:Surveys', [
      ['form_name', name],
      ['title', label],
      ['survey_enabled', 1],
      ['save_and_return', saveAndReturn.includes(name) ? 1 : 0],
    ])}/>\n`;
  });
  const queued = surveys.map(
    ({ name }) => `\t\t${openTag('redcap:SurveysQueue', [['form_name', name]])}/>\n`,
  );
  return [
    `\t<redcap:SurveysGroup>\n${lines.join('')}\t</redcap:SurveysGroup>\n`,
    queue ? `\t<redcap:SurveysQueueGroup>\n${queued.join('')}\t</redcap:SurveysQueueGroup>\n` : '',
  ].join('');
}

/** Names of the instruments that are surveys, and how their answers are taken. */
export function readSurveys(globals: XmlElement): {
  readonly names: ReadonlySet<string>;
  readonly options: SurveyOptions;
} {
  const surveys = globals.children('SurveysGroup').flatMap((group) => group.children('Surveys'));
  const name = ({ attributes }: XmlElement): string => attributes['form_name'] ?? '';
  const queued = globals.children('SurveysQueueGroup').flatMap((group) => group.children('SurveysQueue'));
  return {
    names: new Set(surveys.filter(({ attributes }) => attributes['survey_enabled'] !== '0').map(name)),
    options: {
      queue: queued.length > 0,
      saveAndReturn: surveys.filter(({ attributes }) => attributes['save_and_return'] === '1').map(name),
    },
  };
}
