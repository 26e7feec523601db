import { digestOf } from './digest.js';

const ABOUT = { firstName: 'Ada', number: 'SS-000123', subject: 'Fire', url: 'https://desk/1', because: 'it is yours' };

describe('several messages as one', () => {
  const reply = {
    data: { ...ABOUT, authorName: 'Bob', body: '*Hi*', bodyHtml: '<p>Hi</p>' },
    kind: 'personal',
  } as const;
  const status = {
    data: {
      ...ABOUT,
      subject: 'Fire!',
      status: 'Resolved',
      sentence: 'It is solved.',
      textLabel: 'How',
      text: 'Water',
    },
    kind: 'automatic',
  } as const;

  it('says each of them, in their order, and names the ticket as it was told last', () => {
    const { data } = digestOf([reply, status], ['Bob answered: Fire', 'Resolved: Fire!']);
    expect(data).toMatchObject({ ...ABOUT, subject: 'Fire!', count: 2 });
    expect(data.items).toEqual([
      {
        headline: 'Bob answered: Fire',
        sentence: null,
        textLabel: null,
        text: null,
        body: '*Hi*',
        bodyHtml: '<p>Hi</p>',
      },
      {
        headline: 'Resolved: Fire!',
        sentence: 'It is solved.',
        textLabel: 'How',
        text: 'Water',
        body: null,
        bodyHtml: null,
      },
    ]);
  });

  it("is a person's as soon as a person wrote any of it", () => {
    expect(digestOf([status, reply], ['', '']).kind).toBe('personal');
    expect(digestOf([status, status], ['', '']).kind).toBe('automatic');
  });
});
