import { ApiError } from '../answer.ts';
import { tableFormat } from '../call.ts';
import type { Method } from '../call.ts';
import { readRows } from '../formats/read-rows.ts';
import { countAnswer, objectAnswer } from '../formats/write-table.ts';
import { designOf, showsEvents, sourceOf } from '../model/design.ts';
import type { Design, DesignSource } from '../model/design.ts';
import type { Project } from '../model/project.ts';
import { SETTINGS, isSettingName, isTitle } from '../model/settings.ts';
import type { SettingName } from '../model/settings.ts';

export const exportProjectInfo: Method = {
  rights: ['API Export'],
  run: (call) => {
    const info = projectInfo(call.project);
    return objectAnswer(tableFormat(call), Object.keys(info), Object.values(info));
  },
};

/** Changes what is sent and leaves the rest; the answer is the number of values accepted [S3]. */
export const importProjectInfo: Method = {
  rights: ['API Import/Update', 'Project Design and Setup'],
  run: (call) => {
    const [row = {}] = readRows(call, { single: true });
    const known = Object.entries(row).filter(([name]) => name === 'is_longitudinal' || isSettingName(name));
    const changes = known
      .filter(([name]) => isSettingName(name))
      .map(([name, value]) => [name, acceptedValue(name, value)] as const);
    const longitudinal = row['is_longitudinal'];
    if (longitudinal !== undefined) {
      const on = acceptedFlag('is_longitudinal', longitudinal) === 1;
      call.project.design = designOf({
        ...sourceOf(call.project.design),
        ...becoming(call.project.design, on),
      });
    }
    call.project.settings = { ...call.project.settings, ...Object.fromEntries(changes) };
    return countAnswer(call.returnFormat, known.length);
  },
};

// The one event that a classic project has or takes data in keeps all its instruments [S6].
function becoming(design: Design, longitudinal: boolean): Partial<DesignSource> {
  if (design.longitudinal || !longitudinal) return { longitudinal };
  const event = design.firstEvent.uniqueName;
  const others = design.designations.filter((one) => one.event !== event);
  return {
    longitudinal,
    designations: [...others, ...design.instruments.map(({ name: form }) => ({ event, form }))],
  };
}

function acceptedValue(name: string, value: string): string | number {
  if (!isSettingName(name)) return value;
  switch (SETTINGS[name]) {
    case 'flag':
      return acceptedFlag(name, value);
    case 'purpose':
      if (!/^[0-4]$/.test(value)) throw invalidSetting(name);
      return Number(value);
    case 'text':
      if (name === 'project_title' && !isTitle(value)) throw invalidSetting(name);
      return value;
  }
}

function acceptedFlag(name: string, value: string): number {
  if (value !== '0' && value !== '1') throw invalidSetting(name);
  return Number(value);
}

function invalidSetting(name: string): ApiError {
  return new ApiError(`The value of the project setting "${name}" is not valid`);
}

/** The columns of Export Project Information in REDCap's order; flags and numbers are numbers [S4]. */
export function projectInfo(project: Project): Readonly<Record<string, string | number>> {
  const { design, settings } = project;
  const from = (names: readonly SettingName[]): Readonly<Record<string, string | number>> =>
    Object.fromEntries(names.map((name) => [name, settings[name]]));
  return {
    project_id: project.id,
    project_title: settings.project_title,
    creation_time: project.created,
    production_time: project.productionSince,
    in_production: project.status === 'production' ? 1 : 0,
    ...from(['project_language', 'purpose', 'purpose_other', 'project_notes', 'custom_record_label']),
    secondary_unique_field: settings.secondary_unique_field,
    is_longitudinal: showsEvents(design) ? 1 : 0,
    has_repeating_instruments_or_events: design.repeats.length > 0 ? 1 : 0,
    ...from([
      'surveys_enabled',
      'scheduling_enabled',
      'record_autonumbering_enabled',
      'randomization_enabled',
    ]),
    ddp_enabled: 0,
    ...from(['project_irb_number', 'project_grant_number', 'project_pi_firstname', 'project_pi_lastname']),
    ...from(['project_pi_email', 'display_today_now_button']),
    missing_data_codes: '',
    external_modules: '',
    bypass_branching_erase_field_prompt: settings.bypass_branching_erase_field_prompt,
  };
}
