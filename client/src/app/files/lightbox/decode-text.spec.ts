import { decodeText } from './decode-text';

const utf8 = new TextEncoder();

describe('the text of a file', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', utf8.encode('Größe; 5 €'), 'Größe; 5 €'],
    ['UTF-8 with its mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x41]), 'A'],
    ['UTF-8 that is cut within a letter', utf8.encode('Größe €').slice(0, -1), 'Größe '],
    ['UTF-16, little end first', new Uint8Array([0xff, 0xfe, 0x41, 0x00, 0xe4, 0x00]), 'Aä'],
    ['UTF-16, big end first', new Uint8Array([0xfe, 0xff, 0x00, 0x41, 0x00, 0xe4]), 'Aä'],
    ['as old Windows wrote it', new Uint8Array([0x47, 0x72, 0xf6, 0xdf, 0x65, 0x80]), 'Größe€'],
    ['nothing', new Uint8Array(), ''],
  ])('is read: %s', (_name, bytes, text) => {
    expect(decodeText(bytes)).toBe(text);
  });
});
