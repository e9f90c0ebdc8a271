import { answerIn } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isOn } from '../body.ts';
import type { Call, Method } from '../call.ts';
import { odmData } from '../formats/odm-data-write.ts';
import { odmDesign } from '../formats/odm-design-write.ts';
import { openTag } from '../formats/odm-tag.ts';
import { showsSurveyFields } from '../model/export-rights.ts';
import { selectData, showsGroups } from '../model/select.ts';
import type { Selection } from '../model/select.ts';
import { REDCAP_VERSION } from './version.ts';

/** The whole project as CDISC ODM 1.3.1, whatever format is asked for; the filters limit only the data. */
export const exportProjectXml: Method = {
  rights: ['API Export'],
  run: (call) => {
    const selection = isOn(call.parameters, 'returnMetadataOnly') ? null : selectData(call);
    return odmAnswer(call, { selection, files: isOn(call.parameters, 'exportFiles') });
  },
};

/** Design and, where a selection is given, data. */
export function odmAnswer(
  call: Call,
  options: { readonly selection: Selection | null; readonly files: boolean },
): Answer {
  const { selection, files } = options;
  // Read before the first piece is sent: what a parameter is refused for could not be told any more after it.
  const shown = { files, groups: showsGroups(call), surveyTimes: surveyTimes(call) };
  return answerIn('xml', odmPieces(call, selection, shown));
}

function* odmPieces(
  { project, now }: Call,
  selection: Selection | null,
  shown: Parameters<typeof odmData>[3],
): Generator<string> {
  const title = String(project.settings.project_title);
  const plain = title.replaceAll(/[^A-Za-z0-9]/g, '');
  const oids = {
    study: `Project.${plain}`,
    metadata: `Metadata.${plain}_${now.slice(0, 10)}_${now.slice(11, 16).replace(':', '')}`,
  };
  const time = now.replace(' ', 'T');
  yield '<?xml version="1.0" encoding="UTF-8" ?>\n';
  yield `${openTag('ODM', [
    ['xmlns', 'http://www.cdisc.org/ns/odm/v1.3'],
    ['xmlns:ds', 'http://www.w3.org/2000/09/xmldsig#'],
    ['xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
    ['xmlns:redcap', 'https://projectredcap.org'],
    ['xsi:schemaLocation', 'http://www.cdisc.org/ns/odm/v1.3 schema/odm/ODM1-3-1.xsd'],
    ['ODMVersion', '1.3.1'],
    ['FileOID', '000-00-0000'],
    ['FileType', 'Snapshot'],
    ['Description', title],
    ['AsOfDateTime', time],
    ['CreationDateTime', time],
    ['SourceSystem', 'REDCap'],
    ['SourceSystemVersion', REDCAP_VERSION],
  ])}>\n${openTag('Study', [['OID', oids.study]])}>\n`;
  yield* odmDesign(project, oids.metadata);
  yield '</Study>\n';
  if (selection) yield* odmData(project, selection, oids, shown);
  yield '</ODM>\n';
}

/** Instruments whose survey time the call asks for, as far as the user's export rights hold it. */
function surveyTimes(call: Call): ReadonlySet<string> {
  if (!isOn(call.parameters, 'exportSurveyFields')) return new Set();
  const surveys = call.project.design.instruments.filter(({ survey }) => survey).map(({ name }) => name);
  return new Set(surveys.filter((form) => showsSurveyFields(call.user, form).times));
}
