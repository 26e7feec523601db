import { headersOf, type HeaderFacts } from './mail-headers.js';

const facts = (given: Partial<HeaderFacts> = {}): HeaderFacts => ({
  kind: 'automatic',
  root: '<thread@desk>',
  earlier: [],
  replyTo: 'desk+token@desk.example',
  ...given,
});

describe('the head of a message', () => {
  it('says of what the desk writes that a machine did, and of what a person wrote nothing', () => {
    expect(headersOf(facts())).toMatchObject({
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    });
    expect(Object.keys(headersOf(facts({ kind: 'personal' })))).toEqual(['Reply-To', 'References']);
  });

  it('chains to what this person got before', () => {
    expect(headersOf(facts({ earlier: ['<a@desk>', '<b@desk>'] }))).toMatchObject({
      'In-Reply-To': '<b@desk>',
      References: '<thread@desk> <a@desk> <b@desk>',
    });
    expect(headersOf(facts())).not.toHaveProperty('In-Reply-To');
  });

  it('keeps the root and the latest of a long conversation', () => {
    const { References = '' } = headersOf(
      facts({ earlier: Array.from({ length: 40 }, (_, n) => `<${String(n)}@desk>`) }),
    );
    expect(References.split(' ')).toHaveLength(11);
    expect(References).toMatch(/^<thread@desk> <30@desk> .* <39@desk>$/);
  });

  it('is short for what belongs to no conversation', () => {
    expect(headersOf(facts({ kind: 'personal', root: null, replyTo: null }))).toEqual({});
  });
});
