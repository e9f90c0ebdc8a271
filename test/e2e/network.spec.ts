import { addProject, expect, test } from './suite.ts';

test.describe('The network', () => {
  test('stays silent but for the chosen server, through everything a user does', async ({ app, servers }) => {
    const { window, page } = app;
    const server = await servers.practice();
    const chosen = new URL(server.url).host;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));

    await addProject(app, server.url, String(server.projects[0]?.token));
    await window.form.execute.click();
    await expect(window.response.facts).toContainText('200');
    await window.request.showCode('R');
    await window.request.show('cURL');
    await window.response.show('Text');
    await window.methods.choose('Export Data Dictionary');
    await window.form.execute.click();
    await expect(window.response.facts).toContainText('200');

    const own = new URL(page.url()).origin;
    expect(asked.filter((url) => !url.startsWith(own) && !/^(blob|data):/.test(url))).toEqual([]);
    const connections = app.connections();
    test.skip(connections === null, 'not run: the connections of Electron’s main process cannot be recorded');
    expect(connections).toContain(chosen);
    const practice = new Set(connections).size;
    // The chosen server and the practice server inside the app, and nobody else.
    expect([...new Set(connections)].every((to) => to.startsWith('127.0.0.1:'))).toBe(true);
    expect(practice).toBeLessThanOrEqual(2);
  });
});
