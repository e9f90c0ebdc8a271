import { snippetTargets } from '#app/snippets/targets.ts';
import { expect, test } from './suite.ts';

test.describe('The code', () => {
  test('can be saved as a folder, or as sample code of all methods', async ({ app }) => {
    const { request } = app.window;
    await request.showCode('Python');
    const folder = await app.saving(() => request.saveAs(/^Folder/));
    expect(folder.name).toBe('export_records-python-requests.zip');
    expect(folder.bytes.includes('export_records-python-requests/requirements.txt')).toBe(true);
    const samples = await app.saving(() => request.saveAs(/^All methods in Python/));
    expect(samples.bytes.includes('/python-requests/delete_records.py')).toBe(true);
    const all = await app.saving(() => request.saveAs(/^All methods in all languages/));
    expect(all.bytes.includes('/php-curl/delete_records.php')).toBe(true);
  });

  test('is there in every language, and remembers the library of each', async ({ app: { window } }) => {
    const { request } = window;
    for (const label of new Set(snippetTargets.map((target) => target.label))) {
      await request.showCode(label);
      for (const { library } of snippetTargets.filter((target) => target.label === label)) {
        await request.useLibrary(library);
        await expect.poll(request.text, `${label} ${library}`).toContain('REDCap API: Export Records');
      }
    }
    await request.showCode('Python');
    await request.useLibrary('PyCap');
    await request.showCode('Ruby');
    await request.showCode('Python');
    await expect(request.libraries.getByRole('radio', { name: 'PyCap' })).toBeChecked();
  });

  test('reads its token where the user says, and exports in batches', async ({ app: { window } }) => {
    const { request } = window;
    await request.showCode('Python');
    await request.useLibrary('requests');
    await request.readTokenFrom(/keyring/);
    await expect.poll(request.copied).toContain('keyring.get_password');
    await request.switchOption('In batches');
    await expect.poll(request.copied).toContain('export_records_');
    for (const [label, part] of [
      ['SAS', '%macro redcap_export'],
      ['Power BI', 'Function.InvokeAfter'],
    ] as const) {
      await request.showCode(label);
      await expect.poll(request.copied).toContain(part);
    }
    await request.switchOption('In batches');
    await request.showCode('Python');
    await expect.poll(request.copied).not.toContain('export_records_');
  });

  test('is not shown while something is missing: the pane says all of it', async ({ app: { window } }) => {
    await window.request.showCode('SAS');
    await window.methods.choose('Import a File');
    await expect(window.request.area).toContainText(
      'There is no code yet. Record is required. Field is required. Choose the file to send.',
    );
    await expect(window.request.copy).toBeDisabled();
  });

  test('that a language cannot express names the nearest one that can', async ({ app: { window, page } }) => {
    await window.methods.choose('Delete Records');
    await window.form.enterNames('Records', ['60']);
    await window.request.showCode('Power BI');
    await expect(window.request.area).toContainText('Power Query');
    // Nothing to take away until another language is chosen.
    await expect(window.request.copy).toBeDisabled();
    await expect(window.request.area.getByRole('button', { name: 'Schedule…' })).toBeDisabled();
    await page.getByRole('button', { name: /^Show it in / }).click();
    await expect.poll(window.request.copied).toContain('REDCap API: Delete Records');
  });

  test('in batches says in its schedule that each run leaves a folder of study data', async ({
    app: { window, page },
  }) => {
    await window.request.showCode('Python');
    await window.request.useLibrary('requests');
    await window.request.switchOption('In batches');
    await window.request.area.getByRole('button', { name: 'Schedule…' }).click();
    await expect(page.getByRole('dialog')).toContainText('Each run leaves one folder of study data');
  });

  test('can be put on a schedule of each system', async ({ app }) => {
    const { page, window } = app;
    await window.request.showCode('R');
    await window.request.area.getByRole('button', { name: 'Schedule…' }).click();
    const dialog = page.getByRole('dialog');
    const steps = [
      ['Windows Task Scheduler', 'schtasks /Create'],
      ['cron (Linux, macOS)', 'crontab -'],
      ['systemd timer (Linux)', 'systemctl --user'],
      ['launchd (macOS)', 'launchctl bootstrap'],
    ] as const;
    for (const [system, command] of steps) {
      await dialog.getByRole('radio', { name: system }).click();
      await expect(dialog).toContainText(command);
      await expect(dialog).toContainText('Test it');
    }
    await dialog.getByLabel('Folder of the program').fill('redcap');
    await expect(dialog).toContainText('Give the folder’s whole path');
    await dialog.getByLabel('Folder of the program').fill('/Users/ann/redcap');
    const saved = await app.saving(() => dialog.getByRole('button', { name: 'Save the folder' }).click());
    expect(saved.bytes.includes('local.redcap-export-records-redcap-')).toBe(true);
  });
});
