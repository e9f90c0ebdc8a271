import { describe, expect, it } from 'vitest';
import { bodyView } from '#app/request/body-view.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import { prepare } from '#app/request/prepare.ts';
import { rawParameters } from '#app/request/raw-view.ts';
import { requestHeaders } from '#app/request/request-headers.ts';
import { methodOf } from './made-up-method.ts';

const version = prepare(methodOf('export_version'), {}, {}).request;
const upload = (fileName: string): EncodedRequest =>
  prepare(
    methodOf('import_file'),
    { record: 'a b', field: 'scan', file: { fileName, reference: 'handle' } },
    {},
  ).request;

describe('raw request parameters', () => {
  it('are one name and value per line, the token first', () => {
    expect(rawParameters(version, '•••• 1A2B')).toBe('token: •••• 1A2B\ncontent: version\nformat: csv');
  });

  it('show a file by its name, never by its reference', () => {
    const text = rawParameters(upload('scan.pdf'), 'T');
    expect(text).toContain('\nfile: scan.pdf\n');
    expect(text).not.toContain('handle');
  });
});

describe('the body view', () => {
  it('is the urlencoded line, with the mask of the token left readable', () => {
    expect(bodyView(version, '•••• 1A2B')).toBe('token=•••• 1A2B&content=version&format=csv');
    const { request } = prepare(methodOf('export_records'), { records: ['a b&c'] }, {});
    expect(bodyView(request, 'T')).toContain('&records%5B0%5D=a+b%26c&');
  });

  it('lists the parts of a multipart body', () => {
    expect(bodyView(upload('scan.pdf'), 'T')).toBe(
      [
        '--<boundary>',
        'Content-Disposition: form-data; name="token"',
        '',
        'T',
        '--<boundary>',
        'Content-Disposition: form-data; name="content"',
        '',
        'file',
        '--<boundary>',
        'Content-Disposition: form-data; name="action"',
        '',
        'import',
        '--<boundary>',
        'Content-Disposition: form-data; name="record"',
        '',
        'a b',
        '--<boundary>',
        'Content-Disposition: form-data; name="field"',
        '',
        'scan',
        '--<boundary>',
        'Content-Disposition: form-data; name="file"; filename="scan.pdf"',
        'Content-Type: application/octet-stream',
        '',
        '<content of scan.pdf>',
        '--<boundary>',
        'Content-Disposition: form-data; name="returnFormat"',
        '',
        'csv',
        '--<boundary>--',
        '',
      ].join('\n'),
    );
  });

  it('writes quotes and line ends in a file name as browsers do', () => {
    expect(bodyView(upload('a"b\r\nc.pdf'), 'T')).toContain('filename="a%22b%0D%0Ac.pdf"');
  });
});

describe('request headers', () => {
  it('name the host and the kind of body', () => {
    expect(requestHeaders(version, 'https://redcap.example.edu:8443/api/')).toEqual([
      ['Host', 'redcap.example.edu:8443'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Accept', '*/*'],
    ]);
    expect(requestHeaders(upload('a'), 'http://127.0.0.1:4000/api/')).toEqual([
      ['Host', '127.0.0.1:4000'],
      ['Content-Type', 'multipart/form-data; boundary=<boundary>'],
      ['Accept', '*/*'],
    ]);
  });
});
