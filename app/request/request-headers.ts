import type { EncodedRequest } from './encoded-request.ts';

/**
 * The headers that the request itself decides, in order, as name/value pairs; `url` is the API address. Whoever sends
 * it adds the length and, for multipart, the boundary.
 */
export function requestHeaders(
  request: EncodedRequest,
  url: string,
): readonly (readonly [name: string, value: string])[] {
  return [
    ['Host', /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(url)?.[1] ?? ''],
    [
      'Content-Type',
      request.encoding === 'multipart'
        ? 'multipart/form-data; boundary=<boundary>'
        : 'application/x-www-form-urlencoded',
    ],
    ['Accept', '*/*'],
  ];
}
