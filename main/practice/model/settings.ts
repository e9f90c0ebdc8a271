/** Project settings that Import Project Information may change, with what they accept [S3]. */
export const SETTINGS = {
  project_title: 'text',
  project_language: 'text',
  purpose: 'purpose',
  purpose_other: 'text',
  project_notes: 'text',
  custom_record_label: 'text',
  // Any name is taken, even one that no field has [S6].
  secondary_unique_field: 'text',
  surveys_enabled: 'flag',
  scheduling_enabled: 'flag',
  record_autonumbering_enabled: 'flag',
  randomization_enabled: 'flag',
  project_irb_number: 'text',
  project_grant_number: 'text',
  project_pi_firstname: 'text',
  project_pi_lastname: 'text',
  project_pi_email: 'text',
  display_today_now_button: 'flag',
  bypass_branching_erase_field_prompt: 'flag',
} as const satisfies Readonly<Record<string, 'text' | 'flag' | 'purpose'>>;

export type SettingName = keyof typeof SETTINGS;

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/** A project has a title, of 255 characters at most. */
export function isTitle(text: string): boolean {
  const { length } = text.trim();
  return length > 0 && length <= 255;
}

/** The settings of a fresh project. */
export function settingsOf(
  title: string,
  changes: Readonly<Partial<Record<SettingName, string | number>>> = {},
): Readonly<Record<SettingName, string | number>> {
  return {
    project_title: title,
    project_language: 'English',
    purpose: 0,
    purpose_other: '',
    project_notes: '',
    custom_record_label: '',
    secondary_unique_field: '',
    surveys_enabled: 0,
    scheduling_enabled: 0,
    record_autonumbering_enabled: 1,
    randomization_enabled: 0,
    project_irb_number: '',
    project_grant_number: '',
    project_pi_firstname: '',
    project_pi_lastname: '',
    project_pi_email: '',
    display_today_now_button: 1,
    bypass_branching_erase_field_prompt: 0,
    ...changes,
  };
}
