import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { addProject, expect, test } from './suite.ts';

interface OtherServer {
  readonly url: string;
  readonly close: () => void;
}

/** Any server that is not REDCap. */
async function startServer(listener: RequestListener): Promise<OtherServer> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test.describe('Adding a project', () => {
  test('connects to another server, switches to it, and lets it be removed', async ({ app, servers }) => {
    const { projects, form, response, notices } = app.window;
    const server = await servers.practice();
    const [project] = server.projects;
    await addProject(app, server.url, `  ${project?.token}\n`);
    await expect(projects.header).toContainText('Development');
    await form.execute.click();
    await expect(response.facts).toContainText('200');
    expect(await projects.list()).toHaveLength(3);

    await projects.remove();
    await expect(projects.current).toContainText('on this computer');
    expect(await projects.list()).toHaveLength(2);
    await expect(notices).not.toContainText('could not');
  });

  test('tells a wrong address, a wrong token and a web page apart', async ({ app, servers }) => {
    const { addProject: dialog, projects } = app.window;
    const server = await servers.practice();
    const [project] = server.projects;
    const token = String(project?.token);
    const website = await startServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Welcome</title>');
    });
    const gone = await startServer(() => undefined);
    gone.close();

    await projects.openAdd();
    await dialog.submit(gone.url, token);
    await expect(dialog.failure).toContainText('refused the connection');
    await dialog.submit(server.url, 'F'.repeat(32));
    await expect(dialog.failure).toContainText(/token/i);
    await dialog.submit(website.url, token);
    await expect(dialog.failure).toContainText(/web page|not REDCap|HTML/i);
    await dialog.submit('http://redcap.example.edu/api/', token);
    await expect(dialog.failure).toContainText('https');
    await dialog.submit('not an address at all', token);
    await expect(dialog.failure).toBeVisible();
    await dialog.cancel.click();
    expect(await projects.list()).toHaveLength(2);
    website.close();
  });

  test('shows what it will ask and what is odd about a token, and looks no token up as an address', async ({
    app,
  }) => {
    const { addProject: dialog, projects } = app.window;
    await projects.openAdd();
    await dialog.address.fill('redcap.example.edu/redcap_v15.1.2/API/project_api.php?pid=12');
    await expect(dialog.dialog).toContainText('The app will ask https://redcap.example.edu/api/');
    await dialog.token.fill('0123456789ABCDEF0123456789ABCDE');
    await expect(dialog.dialog).toContainText('this one has 31 characters');
    await dialog.submit('0123456789ABCDEF0123456789ABCDEF', '0123456789ABCDEF0123456789ABCDEF');
    await expect(dialog.failure).toContainText('This is a token and not an address.');
    await app.page.mouse.click(5, 5);
    await expect(dialog.dialog).toBeVisible();
    await dialog.cancel.click();
  });

  test('can be cancelled while the server does not answer, and then adds nothing', async ({ app }) => {
    let letGo = false;
    const silent = await startServer((_request, response) => {
      response.on('close', () => {
        letGo = true;
      });
    });
    const { addProject: dialog, projects } = app.window;
    await projects.openAdd();
    await dialog.submit(silent.url, 'A'.repeat(32));
    await expect(dialog.dialog).toContainText('Trying it…');
    await dialog.cancel.click();
    await expect(dialog.dialog).toBeHidden();
    await expect.poll(() => letGo).toBe(true);
    expect(await projects.list()).toHaveLength(2);
    silent.close();
  });

  test('does not follow a redirect, which would carry the token on', async ({ app }) => {
    const reached: string[] = [];
    const target = await startServer((request, response) => {
      reached.push(String(request.url));
      response.end('1');
    });
    const redirecting = await startServer((_request, response) => {
      response.writeHead(307, { Location: target.url }).end();
    });

    const { addProject: dialog, projects } = app.window;
    await projects.openAdd();
    await dialog.submit(redirecting.url, 'A'.repeat(32));
    await expect(dialog.failure).toContainText('not followed');
    expect(reached).toEqual([]);
    await dialog.cancel.click();
    target.close();
    redirecting.close();
  });
});
