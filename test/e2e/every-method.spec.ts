import { methods } from '#app/catalogue/catalogue.ts';
import type { Method, Parameter } from '#app/catalogue/method.ts';
import type { PracticeProcess } from './servers/practice-process.ts';
import { expect, test, type Started } from './suite.ts';

type Values = Readonly<Record<string, string>>;

interface Walk {
  readonly title: string;
  /** Writes are locked here, so each of them has to say so. */
  readonly production: boolean;
  /** What to enter for the required parameters, by wire name. */
  readonly values: Values;
  /** What to enter for the parameters of one method. */
  readonly own: Readonly<Record<string, Values>>;
  /** Data that a method takes as another content exports them: so that nothing is lost. */
  readonly exported: readonly string[];
  /** What the project's own state makes REDCap refuse, and the explanation; everything else must succeed. */
  readonly refused: Values;
  /** The first column of data. */
  readonly recordIdField: string;
  /** Lists that have no entry in this project. */
  readonly empty: readonly string[];
  /** Remarks on answers that are good; there are none otherwise. */
  readonly noted: Values;
}

const walks: readonly Walk[] = [
  {
    title: 'Practice: Hypertension registry',
    production: false,
    values: {
      record: '4',
      field: 'consent_form',
      instrument: 'lifestyle',
      randomization_id: '7',
      name: 'Letters',
      doc_id: '1',
      report_id: '201',
      dags: 'none',
      dag: '',
      roles: 'U-NONE',
      prefix: 'some_module',
      action: '__info',
    },
    own: {
      import_records: { data: 'record_id,sex\n4,1\n61,2' },
      delete_records: { records: '59' },
      rename_record: { record: '58', new_record_name: '5800' },
      import_instrument_event_mappings: {
        data: 'arm_num,unique_event_name,form\n1,event_1_arm_1,enrolment',
      },
      import_project_info: { data: 'project_notes\nNew' },
      import_arms: { data: 'arm_num,name\n1,One' },
      import_events: { data: 'event_name,arm_num\nOne,1' },
      import_repeating: { data: 'form_name,custom_form_label\nclinic_visit,' },
      import_dags: { data: 'data_access_group_name,unique_group_name\nNew,' },
      import_user_dag_assignments: { data: 'username,redcap_data_access_group\npractice_reader,' },
      delete_users: { users: 'practice_reader' },
      import_user_roles: { data: 'role_label\nNew' },
      import_user_role_assignments: { data: 'username,unique_role_name\npractice_reader,' },
    },
    exported: ['import_metadata', 'import_users'],
    refused: {
      randomize_record: 'does not accept the value of the parameter “randomization_id”',
      export_instrument_event_mappings: 'maps no instruments to events',
      import_instrument_event_mappings: 'is for longitudinal projects',
      export_arms: 'has no arms',
      // Forms of classic projects leave out which.
      delete_arms: 'does not say what it is about',
      export_events: 'has no events',
      export_repeating: 'has no repeating instruments or events',
      delete_dags: 'does not accept the value “none” in the parameter “dags”',
      switch_dag: 'may not work in this data access group',
      export_survey_queue_link: 'does not use the survey queue',
      export_survey_return_code: 'Save & Return Later is switched off',
      delete_user_roles: 'does not accept the value “U-NONE” in the parameter “roles”',
      external_module_api: 'does not use the module “some_module”',
    },
    recordIdField: 'record_id',
    empty: ['export_dags', 'export_user_roles'],
    noted: { delete_events: 'The server reports 0: nothing was changed.' },
  },
  {
    title: 'Practice: Asthma trial',
    production: true,
    values: {
      record: '1002',
      field: 'consent_form',
      event: 'baseline_arm_1',
      instrument: 'asthma_control',
      doc_id: '1',
      report_id: '301',
      new_record_name: '9000',
      randomization_id: '7',
      name: 'Letters',
      records: '1001',
      arms: '2',
      events: 'month_3_arm_1',
      dags: 'north_clinic',
      dag: '',
      users: 'practice_reader',
      roles: 'U-527PRACTMN',
      prefix: 'some_module',
      action: '__info',
    },
    own: {},
    exported: [],
    refused: {},
    recordIdField: 'study_id',
    empty: [],
    noted: {},
  },
];

/** What texts look like that are no data. */
const TEXTS: Readonly<Record<string, RegExp>> = {
  generate_next_record_name: /\b\d+\b/,
  rename_record: /\b1\b/,
  export_version: /\b\d+\.\d+\.\d+\b/,
  export_survey_link: /https?:\/\/\S+\?s=\w+/,
  export_survey_queue_link: /https?:\/\/\S+\?sq=\w+/,
  export_survey_return_code: /\b\w{8}\b/,
  export_survey_access_code: /\b\w{9}\b/,
};

/** Reads first, deletions last, so that nothing is missing for what comes after. */
const turn = { read: 0, session: 1, write: 1, 'module-defined': 1, delete: 2 } as const;
const inTurn = methods.toSorted((one, other) => turn[one.effect] - turn[other.effect]);

for (const walk of walks) {
  test(`every method is filled in and answered: ${walk.title}`, async ({ app, servers }) => {
    test.setTimeout(300_000);
    app.page.setDefaultTimeout(15_000);
    const broken: string[] = [];
    app.page.on('pageerror', (error) => broken.push(error.message));
    await app.window.projects.choose(walk.title);
    await expect(app.window.projects.header).toContainText(
      walk.production ? 'Changes locked' : 'Changes allowed',
    );
    const practice = walk.exported.length > 0 ? await servers.practice() : null;

    expect(inTurn).toHaveLength(56);
    for (const method of inTurn) {
      await test.step(method.name, async () => {
        const data = practice !== null && walk.exported.includes(method.id);
        const own = data ? { data: await exportOf(method, practice, walk) } : walk.own[method.id];
        await tryMethod(app, method, { ...walk, values: { ...walk.values, ...own } });
      });
    }
    expect(broken, 'The window broke nowhere on the way').toEqual([]);
  });
}

/** The same made-up data from a server of its own, as CSV. */
async function exportOf({ content }: Method, practice: PracticeProcess, { title }: Walk): Promise<string> {
  const token = practice.projects.find((project) => project.title === title)?.token ?? '';
  const body = new URLSearchParams({ token, content, format: 'csv' });
  const reply = await fetch(practice.url, { method: 'POST', body });
  expect(reply.status).toBe(200);
  return reply.text();
}

async function tryMethod(app: Started, method: Method, walk: Walk): Promise<void> {
  const { form, response, methods: list } = app.window;
  await list.choose(method.name);
  await expect(form.area).toContainText(method.help.summary);
  for (const parameter of method.parameters) await fillIn(app, method, parameter, walk);
  if ((walk.production && method.effect !== 'read') || !method.tokens.includes('project')) {
    await expect(form.execute).toBeDisabled();
    await expect(form.sentence).toContainText('Locked');
    return;
  }
  await expect(form.execute, await form.sentence.innerText()).toBeEnabled();
  await form.execute.click();
  const refusal = walk.refused[method.id];
  if (refusal !== undefined) {
    await expect(response.facts).toHaveText(/^400/);
    await expect(response.failure).toContainText(refusal);
    return;
  }
  await expect(response.facts).toHaveText(/^200/);
  await expect(response.failure).toBeHidden();
  const noted = walk.noted[method.id];
  await expect(response.notes).toHaveText(noted === undefined ? [] : [noted]);
  if (noted === undefined) await expectAnswer(app, method, walk);
}

/** An answer of the kind that the method's help promises. */
async function expectAnswer({ window: { response } }: Started, method: Method, walk: Walk): Promise<void> {
  const { returns } = method;
  switch (returns.kind) {
    case 'rows':
    case 'object': {
      if (walk.empty.includes(method.id)) {
        await expect(response.facts).toHaveText(/ 0 rows$/);
        await expect(response.panel).toContainText('The answer has no rows');
        return;
      }
      await expect(response.facts).toHaveText(returns.kind === 'object' ? / 1 row$/ : / [1-9][\d,]* rows?$/);
      await expect(response.columns.first()).toHaveText(returns.columns?.[0] ?? walk.recordIdField);
      return;
    }
    case 'count':
    case 'importResult':
      return expect(response.panel).toContainText(/[1-9]/);
    case 'text':
      return expect(response.panel).toContainText(TEXTS[method.id] ?? /^$/);
    case 'odm':
      return expect(response.panel).toContainText('<ODM');
    case 'file':
      return expect(response.panel.getByRole('button', { name: 'Save this file…' })).toBeVisible();
    case 'nothing':
      return expect(response.panel).toContainText('as it is meant to be for this method');
    case 'token':
      throw new Error('Only a super token gets a token.');
  }
}

async function fillIn(
  { page, window: { form } }: Started,
  method: Method,
  parameter: Parameter,
  walk: Walk,
): Promise<void> {
  const asked =
    parameter.requirement === 'required' || (parameter.requiredWhen !== undefined && walk.production);
  // A classic project has no events and arms to ask for.
  const hidden = !walk.production && parameter.shownWhen?.some((condition) => 'project' in condition);
  if (!asked || hidden === true) return;
  const value = walk.values[parameter.name] ?? '';
  switch (parameter.kind) {
    case 'choice':
    case 'switch':
    case 'presence':
    case 'pairs':
      return;
    case 'list':
      expect(value, `${method.id}.${parameter.name}`).not.toBe('');
      return form.enterNames(parameter.label, [value]);
    case 'payload':
      return form.field(parameter.label).fill(walk.values['data'] ?? parameter.examples.csv ?? '');
    case 'file': {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose a file…' }).click();
      await (
        await chooser
      ).setFiles({ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Zoë') });
      await expect(form.area).toContainText('letter.txt');
      return;
    }
    case 'text':
    case 'integer':
    case 'time':
    case 'logic':
      await form.field(parameter.label).fill(value);
      await form.field(parameter.label).press('Escape');
  }
}
