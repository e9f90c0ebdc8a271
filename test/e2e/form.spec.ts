import { expect, test } from './suite.ts';

test.describe('A form', () => {
  test('explains a parameter when the pointer rests on its mark, and Escape takes that away', async ({
    app: { window, page },
  }) => {
    const mark = window.form.area.getByRole('button', { name: 'About Format' });
    await mark.hover();
    const tooltip = page.getByRole('tooltip');
    await expect(tooltip).toContainText('format');
    // The words can be pointed at without going away.
    await tooltip.hover();
    await page.waitForTimeout(600);
    await expect(tooltip).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(tooltip).toBeHidden();
    await mark.hover();
    await expect(tooltip).toBeVisible();
    await window.form.heading.hover();
    await expect(tooltip).toBeHidden();
  });

  test('is filled in with the keyboard: choices by arrow, a switch by Space', async ({
    app: { window, page },
  }) => {
    const format = window.form.area.getByRole('radiogroup', { name: 'Format', exact: true });
    await format.getByRole('radio', { name: 'CSV' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(format.getByRole('radio', { name: 'JSON' })).toBeChecked();
    expect(await window.request.text()).toMatch(/format: *json/);
    const survey = window.form.area.getByRole('switch', { name: 'Survey Fields' });
    await survey.focus();
    await page.keyboard.press('Space');
    await expect(survey).toBeChecked();
    expect(await window.request.text()).toMatch(/exportSurveyFields: *true/);
  });

  test('names its text fields, says what is wrong with them, and takes it back', async ({
    app: { window },
  }) => {
    const begin = window.form.field('Timespan (begin)');
    await begin.fill('yesterday');
    await expect(begin).toHaveAttribute('aria-invalid', 'true');
    await expect(begin).toHaveAccessibleDescription(/YYYY-MM-DD|date/);
    await begin.fill('');
    await expect(begin).not.toHaveAttribute('aria-invalid', 'true');
  });

  test('offers all fields of the project once its picker is entered', async ({ app: { window, page } }) => {
    await window.form.field('Fields').click();
    await expect(page.getByRole('option', { name: /record_id/ })).toBeVisible();
    expect(await page.locator('.suggestion-popover [role="option"]').count()).toBeGreaterThan(3);
  });

  test('tells a name that the project does not have before it is sent, and writes the likely one', async ({
    app: { window, page },
  }) => {
    await window.form.enterNames('Forms', ['enrolement']);
    const note = window.form.area.getByText('The project has no instrument “enrolement”.');
    await expect(note).toBeVisible();
    await expect(window.form.area).toContainText('export every instrument instead');
    await window.form.area.getByRole('button', { name: /^Write enrolment/ }).click();
    await expect(note).toHaveCount(0);
    await expect(window.form.area.getByRole('row', { name: /^enrolment/ })).toBeVisible();

    await window.methods.choose('Export PDF of Instruments');
    await window.form.field('Instrument').fill('enrolement');
    await expect(note).toHaveCount(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await window.form.area.getByRole('button', { name: /^Write enrolment/ }).click();
    await expect(window.form.field('Instrument')).toHaveValue('enrolment');
  });

  test('says at its place what keeps a module’s parameters from being sent', async ({
    app: { window, page },
  }) => {
    await window.methods.choose('Call an External Module');
    await window.form.area.getByRole('button', { name: 'Add a pair' }).click();
    await page.getByRole('textbox', { name: 'Name 1' }).fill('token');
    await expect(window.form.area).toContainText('Module parameters cannot have the name “token”');
    await expect(window.form.area).not.toContainText('No method has exactly these parameters');
    await expect(window.form.execute).toBeDisabled();
  });

  test('takes a file that is dropped on its field, and no other', async ({ app: { window, page } }) => {
    await window.methods.choose('Import Records');
    const drop = (target: string, text: string) =>
      page.evaluate(
        ([selector, content]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([content], 'import.csv'));
          const event = (type: string) =>
            new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer });
          const element = document.querySelector(selector);
          element?.dispatchEvent(event('dragover'));
          // Not prevented, the browser opens the file in place of the window.
          return element?.dispatchEvent(event('drop')) === false;
        },
        [target, text] as const,
      );
    expect(await drop('h1', 'record_id\n1\n')).toBe(true);
    expect(await drop('.payload-field', 'record_id,age\n1,40\n')).toBe(true);
    await expect(window.form.field('Data')).toHaveValue('record_id,age\n1,40\n');
  });

  test('takes a column pasted from a spreadsheet as one name per line', async ({ app: { window, page } }) => {
    await window.form.field('Fields').focus();
    await page.keyboard.insertText('rec');
    const paste = (text: string) =>
      page.evaluate((pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        return document.activeElement?.dispatchEvent(event);
      }, text);
    expect(await paste('ord_id\r\nsystolic\n\ndob\n')).toBe(false);
    // Behind open suggestions the other panes are hidden.
    await page.keyboard.press('Escape');
    expect(await window.request.text()).toMatch(
      /fields\[0\]: *record_id\s+fields\[1\]: *systolic\s+fields\[2\]: *dob/,
    );
    // A single name is pasted as into any text field.
    expect(await paste('age')).toBe(true);
  });

  test('is opened by the search: typing points at the best match, Enter opens it, Escape clears', async ({
    app: { window, page },
  }) => {
    await window.methods.search.focus();
    await page.keyboard.type('delete a file');
    await expect(window.methods.option('Delete a File')).toHaveAttribute('data-focused', '');
    const pointedAt = await window.methods.search.getAttribute('aria-activedescendant');
    await expect(window.methods.option('Delete a File')).toHaveId(pointedAt ?? 'none');
    await page.keyboard.press('Enter');
    await expect(window.form.heading).toHaveText('Delete a File');
    await page.keyboard.press('Escape');
    await expect(window.methods.search).toHaveValue('');
    await expect(window.methods.options).toHaveCount(56);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(window.form.heading).toHaveText('Call an External Module');
    await window.methods.search.fill('zzzz');
    await expect(window.methods.list.page().getByText('No method matches')).toBeVisible();
  });

  test('shows code with a very large value at once, without its middle', async ({
    app: { window, page },
  }) => {
    await window.methods.choose('Import Records');
    const rows = Array.from({ length: 9000 }, (_, row) => `${row + 1},${'x'.repeat(90)}`);
    const chooser = page.waitForEvent('filechooser');
    await window.form.area.getByRole('button', { name: 'Read from a file…' }).click();
    await (
      await chooser
    ).setFiles({
      name: 'rows.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['record_id,first_name', ...rows].join('\n')),
    });
    await page.getByRole('tab', { name: 'Code' }).click();
    await expect(page.getByText('A long value is shown shortened.')).toBeVisible();
  });
});
