import fc from 'fast-check';
import { FoundWords, plainText, plainWords } from './search-words.js';

/** Marks that can be read. */
const seen = (text: string | null): string | null => text?.replaceAll('\uE000', '[').replaceAll('\uE001', ']') ?? null;
const mark = (q: string, text: string): string | null => seen(new FoundWords(q).mark(text));

describe('found words', () => {
  it.each([
    ['a word as typed', 'printer', 'The Printer burns', 'The [Printer] burns'],
    ['a prefix', 'print', 'The printers burn', 'The [printers] burn'],
    ['singular for plural', 'printers', 'One printer', 'One [printer]'],
    ['another form', 'running', 'It runs, it ran', 'It [runs], it ran'],
    ['without accents', 'cafe', 'Im Café', 'Im [Café]'],
    ['with accents where there are none', 'Müller', 'Herr Muller', 'Herr [Muller]'],
    ['an umlaut in two letters', 'Müller', 'Herr Mueller', 'Herr [Mueller]'],
    ['two letters for an umlaut', 'mueller', 'Herr Müller', 'Herr [Müller]'],
    ['a sharp s', 'grosse', 'Die Größe', 'Die [Größe]'],
    ['several words', 'vpn login', 'Login to VPN fails', '[Login] to [VPN] fails'],
    ['a decomposed accent', 'café', 'the cafe\u0301 here', 'the [cafe\u0301] here'],
    ['Japanese', '日本', '日本語 text', '[日本語] text'],
  ])('are marked: %s', (_, q, text, expected) => {
    expect(mark(q, text)).toBe(expected);
  });

  it.each([
    ['the end of a word', 'rinter', 'printer'],
    ['nothing asked', ' !', 'printer'],
    ['nothing there', 'vpn', ''],
  ])('are none: %s', (_, q, text) => {
    expect(mark(q, text)).toBeNull();
  });

  it('are shown with what stands around the first one', () => {
    const text = `${'before '.repeat(40)}the **printer** burns ${'behind '.repeat(40)}`;
    const excerpt = seen(new FoundWords('printer').excerpt(text, 60)) ?? '';
    expect(excerpt).toContain('the [printer] burns');
    expect(excerpt).toMatch(/^….*…$/u);
    expect(excerpt.length).toBeLessThan(80);
  });

  it('are shown in whole characters, also where no blank says where to end', () => {
    const text = `printer ${'🖨'.repeat(200)}`;
    for (const length of [60, 61]) {
      expect(new FoundWords('printer').excerpt(text, length)?.isWellFormed()).toBe(true);
    }
  });

  it('leave the rest of any text as it is, whatever marks it brings along', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (q, text) => {
        const dirty = `\uE000${text}\uE001`;
        const found = new FoundWords(q).mark(dirty);
        const bare = (given: string): string => given.replaceAll(/[\uE000\uE001]/gu, '');
        expect(found === null || bare(found) === bare(dirty)).toBe(true);
        expect(
          found === null || /^(?:[^\uE000\uE001]*\uE000[^\uE000\uE001]+\uE001)+[^\uE000\uE001]*$/u.test(found),
        ).toBe(true);
        expect(typeof (new FoundWords(q).excerpt(dirty, 20) ?? '')).toBe('string');
      }),
    );
  });
});

describe('texts that are made to cost much', () => {
  const took = (act: () => unknown): number => {
    const begun = process.cpuUsage();
    act();
    return process.cpuUsage(begun).user / 1_000;
  };

  it('are read once, whatever brackets they open', () => {
    const opening = ['[', '![', '[](', '[a](b', '[a'].map((one) => one.repeat(60_000 / one.length));
    expect(took(() => opening.map(plainText))).toBeLessThan(1_000);
  });

  it('are held against the words that are searched for, and against no more', () => {
    const q = Array.from({ length: 300 }, (_, n) => `w${String(n)}x`).join(' ');
    expect(mark(q, 'w0x w19x w20x w299x')).toBe('[w0x] [w19x] w20x w299x');
    const text = 'lorem ipsum dolor sit amet '.repeat(370);
    const found = new FoundWords(q);
    expect(took(() => Array.from({ length: 300 }, () => found.excerpt(text, 160)))).toBeLessThan(2_000);
  });
});

describe('plain text', () => {
  it('is Markdown without its signs', () => {
    expect(
      plainText('# Title\n\n- **bold** and _soft_ [link](https://a.example)\n> ![picture](attachment:1) snake_case'),
    ).toBe('Title bold and soft link picture snake_case');
  });

  it('has words', () => {
    expect(plainWords('Größe, (VPN) 4711!')).toEqual(['grosse', 'vpn', '4711']);
  });
});
