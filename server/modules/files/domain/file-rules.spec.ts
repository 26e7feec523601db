import { cleanName, refusalOf, takenExtensions } from './file-rules.js';

describe('cleanName', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\report.pdf', 'report.pdf'],
    ['in\r\nvoice.pdf', 'invoice.pdf'],
    ['nul\u0000.txt', 'nul.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['in\u061cvoice\u00ad.pdf', 'invoice.pdf'],
    ['a%22b%0D%0Ac.txt', 'abc.txt'],
    ['\u061ca\u{e0041}b\u3164.txt', 'ab.txt'],
    ['...', 'file'],
    ['', 'file'],
    ['  two   spaces .txt ', 'two spaces .txt'],
    ['Grüße 日本.pdf', 'Grüße 日本.pdf'],
  ])('makes %j harmless', (given, expected) => {
    expect(cleanName(given)).toBe(expected);
  });

  it('shortens long names and keeps the extension', () => {
    const name = cleanName(`${'a'.repeat(4_000)}.pdf`);
    expect(name).toHaveLength(150);
    expect(name.endsWith('.pdf')).toBe(true);
  });
});

describe('cleanName, for disks', () => {
  it.each(['🔥', 'ü', 'a'])('keeps to what a disk takes of %s', (letter) => {
    const name = cleanName(`${letter.repeat(2_000)}.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
    expect(name).toMatch(/\p{L}|\p{S}/u);
    expect(name.endsWith('.pdf')).toBe(true);
  });
});

describe('refusalOf', () => {
  const file = (givenName: string, mime: string | null, size = 10) => ({
    givenName,
    size,
    detected: mime === null ? null : { mime },
  });

  it.each([
    ['a PDF', file('a.pdf', 'application/pdf')],
    ['a log', file('vpn.LOG', 'text/plain')],
    ['a jpeg by its short name', file('p.jpg', 'image/jpeg')],
  ])('accepts %s', (_, given) => {
    expect(refusalOf(given)).toBeNull();
  });

  it.each([
    ['a renamed program', file('a.pdf', 'application/x-msdownload'), /not accepted/],
    ['a picture called pdf', file('a.pdf', 'image/png'), /does not fit the extension \.pdf/],
    ['a web page', file('a.html', 'text/plain'), /does not fit/],
    ['an unknown content', file('a.bin', null), /not accepted/],
    ['an empty file', file('a.txt', 'text/plain', 0), /empty/],
    ['a file without extension', file('readme', 'text/plain'), /needs an extension/],
  ])('refuses %s with its name and the reason', (_, given, expected) => {
    expect(refusalOf(given)).toMatch(expected);
  });

  it('takes archives that only a scanner can unpack where there is one', () => {
    expect(takenExtensions(['7z', 'zip', 'txt'], true)).toEqual(['7z', 'zip', 'txt']);
    expect(takenExtensions(['7z', 'zip', 'txt'], false)).toEqual(['zip', 'txt']);
  });
});
