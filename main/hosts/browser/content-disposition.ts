import { sanitiseFileName } from '#app/response/file-name.ts';

/**
 * The `Content-Disposition` of a download, with its name in both forms of RFC 6266: plain ASCII, and UTF-8 as
 * RFC 5987 writes it. The name may come from a server and is made safe first.
 */
export function attachment(fileName: string): string {
  const name = sanitiseFileName(fileName);
  const ascii = name.replaceAll(/[^\u0020-\u007e]|[%;]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
