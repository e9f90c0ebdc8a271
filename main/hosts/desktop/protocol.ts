import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { securityHeaders } from '#main/security/content-policy.ts';
import { listPageFiles } from '#main/security/page-files.ts';
import { PAGE_ORIGIN, PAGE_SCHEME } from './page-address.ts';

/** Must run before the app is ready. `codeCache` lets Chromium keep the page's compiled scripts. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the built page, and nothing but its listed files, to `session`. Rejects when it is not built. */
export async function setupPageProtocol(session: Session, pageFolder: string): Promise<void> {
  const files = await listPageFiles(pageFolder);

  session.protocol.handle(PAGE_SCHEME, async (request) => {
    const { protocol: scheme, host, pathname } = new URL(request.url);
    const file = `${scheme}//${host}` === PAGE_ORIGIN ? files.get(pathname) : undefined;
    if (request.method !== 'GET' || file === undefined) {
      return new Response('The page has no such file.\n', {
        status: 404,
        headers: { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
      });
    }
    return new Response(new Uint8Array(await readFile(file.file)), {
      headers: { ...securityHeaders, 'Content-Type': file.mediaType },
    });
  });
}
