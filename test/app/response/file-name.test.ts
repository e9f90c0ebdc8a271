import { describe, expect, it } from 'vitest';
import { fileNameFromHeaders, sanitiseFileName } from '#app/response/file-name.ts';

describe('the name of a received file', () => {
  it('is read from Content-Type, where REDCap writes it', () => {
    expect(fileNameFromHeaders('text/plain; name="test_upload.txt";charset=UTF-8', null)).toBe(
      'test_upload.txt',
    );
  });

  it('is read from Content-Disposition otherwise', () => {
    expect(fileNameFromHeaders('application/pdf', 'attachment; filename="a b.pdf"')).toBe('a b.pdf');
    expect(fileNameFromHeaders(null, "attachment; filename*=UTF-8''na%C3%AFve.pdf")).toBe('naïve.pdf');
    expect(fileNameFromHeaders('application/pdf', 'attachment')).toBeNull();
  });

  it('is UTF-8 even though headers arrive byte by byte', () => {
    const asHeader = Buffer.from('Größe.pdf', 'utf8').toString('latin1');
    expect(fileNameFromHeaders(`application/pdf; name="${asHeader}"`, null)).toBe('Größe.pdf');
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['a\u202Efdp.exe', 'afdp.exe'],
    ['a\u0000b\r\nc.txt', 'abc.txt'],
    ['.bashrc', 'bashrc'],
    ['what?<x>|*.csv', 'what__x___.csv'],
    ['...', 'download'],
    ['', 'download'],
    ['half \uD800 pair.txt', 'half  pair.txt'],
  ])('is made harmless: %j becomes %j', (name, harmless) => {
    expect(sanitiseFileName(name)).toBe(harmless);
  });

  it('is at most 150 characters long and keeps its ending', () => {
    const name = sanitiseFileName(`${'ä'.repeat(400)}.pdf`);
    expect(name).toHaveLength(150);
    expect(name.endsWith('.pdf')).toBe(true);
  });
});
