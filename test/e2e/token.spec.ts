import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { addProject, expect, test, type Started } from './suite.ts';

/** All the page holds: its document with what is typed, and its storage. */
const heldByPage = ({ page }: Started): Promise<string> =>
  page.evaluate(() => {
    const typed = [...document.querySelectorAll('input, textarea')].map((field) =>
      Reflect.get(field, 'value'),
    );
    const stored = [sessionStorage, localStorage].map((storage) => JSON.stringify({ ...storage }));
    return [document.documentElement.outerHTML, document.title, location.href, ...typed, ...stored].join(
      '\n',
    );
  });

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

test.describe('A token', () => {
  test('is shown by its last four characters alone, in every view', async ({ app, servers }) => {
    const { window } = app;
    const server = await servers.practice();
    const token = String(server.projects[0]?.token);
    await addProject(app, server.url, token);
    await window.form.execute.click();
    await expect(window.response.facts).toContainText('200');

    for (const view of ['Parameters', 'Body', 'Headers', 'cURL'] as const) {
      await window.request.show(view);
      expect(await heldByPage(app)).not.toContain(token);
    }
    await window.request.show('Parameters');
    expect(await window.request.text()).toContain(`token: •••• ${token.slice(-4)}`);
    for (const language of ['PHP', 'Perl', 'Python', 'Ruby', 'Java', 'R', 'cURL']) {
      await window.request.showCode(language);
      expect(await heldByPage(app), language).not.toContain(token);
    }
    for (const view of ['Table', 'Text', 'Headers'] as const) {
      await window.response.show(view);
      expect(await heldByPage(app), view).not.toContain(token);
    }
    // No practice token either: nothing in the page looks like one.
    expect(await heldByPage(app)).not.toMatch(/\b[0-9A-Fa-f]{32}\b/);
  });

  test('does not stand in a file of the app, and not in what it saves', async ({ app, servers }) => {
    const server = await servers.practice();
    const token = String(server.projects[0]?.token);
    await addProject(app, server.url, token);
    await app.window.request.showCode('cURL');
    const saved = await app.saving(() => app.window.request.saveAs(/^Program/));
    expect(saved.bytes.toString('utf8')).not.toContain(token);
    for (const file of await filesBelow(app.settingsFolder)) {
      expect((await readFile(file)).includes(token), file).toBe(false);
    }
  });

  test('that a server echoes is cut out of what is shown', async ({ app, servers }) => {
    const server = await servers.fake((response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv', 'X-Echo': `token ${server.token}` });
      response.end(`record_id,note\n1,your token is ${server.token}\n`);
    });
    await addProject(app, server.url, server.token);
    await app.window.form.execute.click();
    await expect(app.window.response.cells.first()).toHaveText('1');
    await expect(app.window.response.cells.last()).toContainText('your token is');
    expect(await heldByPage(app)).not.toContain(server.token);
    await app.window.response.show('Headers');
    await expect(app.window.response.area).toContainText('x-echo');
    expect(await heldByPage(app)).not.toContain(server.token);
  });
});
