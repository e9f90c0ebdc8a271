import { methods } from '#app/catalogue/catalogue.ts';
import type { Method, Parameter } from '#app/catalogue/method.ts';
import { expect, test, type Started } from './suite.ts';

interface Walk {
  readonly title: string;
  /** Writes are locked here, so each of them has to say so. */
  readonly production: boolean;
  /** What to enter for the required parameters, by wire name. */
  readonly values: Readonly<Record<string, string>>;
}

const walks: readonly Walk[] = [
  {
    title: 'Practice: Hypertension registry',
    production: false,
    values: {
      record: '5',
      new_record_name: 'renamed-5',
      records: '59',
      field: 'consent_form',
      instrument: 'enrolment',
      randomization_id: '7',
      name: 'Letters',
      doc_id: '1',
      arms: '2',
      events: 'baseline_arm_1',
      report_id: '1',
      dags: 'north',
      dag: 'north',
      users: 'nobody',
      roles: 'U-000',
      prefix: 'my_module',
      action: 'hello',
    },
  },
  {
    title: 'Practice: Asthma trial',
    production: true,
    values: {
      record: '1001',
      field: 'consent_pdf',
      event: 'baseline_arm_1',
      instrument: 'enrolment',
      doc_id: '1',
      report_id: '1',
    },
  },
];

for (const walk of walks) {
  test(`every method is filled in and answered: ${walk.title}`, async ({ app }) => {
    test.setTimeout(180_000);
    app.page.setDefaultTimeout(15_000);
    const broken: string[] = [];
    app.page.on('pageerror', (error) => broken.push(error.message));
    await app.window.projects.choose(walk.title);
    await expect(app.window.projects.header).toContainText(
      walk.production ? 'Changes locked' : 'Changes allowed',
    );

    for (const method of methods) {
      await test.step(method.name, () => tryMethod(app, method, walk));
    }
    expect(broken, 'The window broke nowhere on the way').toEqual([]);
  });
}

async function tryMethod(app: Started, method: Method, walk: Walk): Promise<void> {
  const { form, response, methods: list } = app.window;
  await list.choose(method.name);
  const locked = (walk.production && method.effect !== 'read') || !method.tokens.includes('project');
  if (locked) {
    await expect(form.execute).toBeDisabled();
    await expect(form.sentence).toContainText('Locked');
    return;
  }
  for (const parameter of method.parameters) await fillIn(app, parameter, walk);
  await expect(form.execute, await form.sentence.innerText()).toBeEnabled();
  await form.execute.click();
  // An answer of success, or REDCap's refusal explained; never silence, and never an answer nobody understood.
  await expect(response.facts).toHaveText(/^(200|400|403)/);
  const status = (await response.facts.innerText()).slice(0, 3);
  if (status === '200') {
    await expect(response.failure).toBeHidden();
  } else {
    await expect(response.failure).toBeVisible();
    await expect(response.failure).not.toContainText('Something went wrong');
  }
}

async function fillIn({ page, window: { form } }: Started, parameter: Parameter, walk: Walk): Promise<void> {
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
      return form.enterNames(parameter.label, [value]);
    case 'payload':
      return form.field(parameter.label).fill(parameter.examples.csv ?? '');
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
