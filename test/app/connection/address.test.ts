import { describe, expect, it } from 'vitest';
import { normaliseAddress } from '#app/connection/address.ts';

const urlOf = (text: string): string => {
  const normal = normaliseAddress(text);
  return normal.ok ? normal.url : normal.message;
};

describe('an API address', () => {
  it.each([
    ['redcap.example.edu', 'https://redcap.example.edu/api/'],
    ['https://redcap.example.edu', 'https://redcap.example.edu/api/'],
    ['https://redcap.example.edu/api', 'https://redcap.example.edu/api/'],
    ['  https://REDCap.Example.edu/api/ \n', 'https://redcap.example.edu/api/'],
    ['https://example.edu/redcap/', 'https://example.edu/redcap/api/'],
    [
      'https://example.edu/redcap/redcap_v14.5.10/API/project_api.php?pid=12',
      'https://example.edu/redcap/api/',
    ],
    ['https://example.edu/redcap_v14.5.10/index.php?pid=12', 'https://example.edu/api/'],
    ['https://example.edu/redcap/index.php', 'https://example.edu/redcap/api/'],
    ['https://example.edu/apps//redcap/api/help/?content=arms', 'https://example.edu/apps/redcap/api/'],
    ['https://example.edu:8443/redcap/api/#top', 'https://example.edu:8443/redcap/api/'],
    ['"https://example.edu/api/"', 'https://example.edu/api/'],
    ['http://localhost:8080/redcap/', 'http://localhost:8080/redcap/api/'],
    ['localhost:8080', 'http://localhost:8080/api/'],
    ['http://127.0.0.1:4000/api/', 'http://127.0.0.1:4000/api/'],
    ['http://[::1]:4000', 'http://[::1]:4000/api/'],
    ['https://bücher.example/api/', 'https://bücher.example/api/'],
  ])('%s becomes %s', (typed, url) => {
    expect(urlOf(typed)).toBe(url);
  });

  it('stays as it is when normalised again', () => {
    const url = urlOf('example.edu/redcap/redcap_v15.0.1/');
    expect(urlOf(url)).toBe(url);
  });

  it.each([
    ['', 'empty'],
    ['http://redcap.example.edu/api/', 'unencrypted'],
    ['http://127.0.0.1.evil.example/api/', 'unencrypted'],
    ['http://localhost.evil.example/', 'unencrypted'],
    ['https://user:secret@example.edu/api/', 'user name or password'],
    ['https://localhost@evil.example/', 'user name or password'],
    ['0123456789ABCDEF0123456789abcdef', 'a token and not an address'],
    [' 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF\n', 'a token and not an address'],
    ['ftp://example.edu/', 'https://'],
    ['javascript://example.edu/%0aalert(1)', 'https://'],
    ['https://exa mple.edu/', 'space'],
    ['https://<script>/', 'cannot be read'],
    ['https://example.edu:99999/', 'cannot be read'],
    ['https:///api/', 'cannot be read'],
  ])('%s is refused because of: %s', (typed, words) => {
    expect(normaliseAddress(typed)).toMatchObject({ ok: false });
    expect(urlOf(typed)).toContain(words);
  });
});
