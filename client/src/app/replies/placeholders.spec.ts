import { filled, unknownPlaceholders } from './placeholders';

describe('placeholders of a saved reply', () => {
  it('are filled, with blanks inside as well', () => {
    const values = new Map([['requester.name', 'Ada']]);
    expect(filled('Hello {{requester.name}}, {{ requester.name }}; {{nobody}}', values)).toBe(
      'Hello Ada, Ada; {{nobody}}',
    );
  });

  it('are told where they are none', () => {
    expect(unknownPlaceholders('{{a}} {{b}} {{b}} {c}', ['a'])).toEqual(['b']);
  });
});
