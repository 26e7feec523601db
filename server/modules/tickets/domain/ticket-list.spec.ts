import { filterOf, narrowed, type FilterWords, type TicketFilter } from './ticket-list.js';

const ME = '018f0000-0000-7000-8000-0000000000aa';
const YOU = '018f0000-0000-7000-8000-0000000000bb';
const of = (words: FilterWords): TicketFilter => filterOf(words, ME);

describe('filterOf', () => {
  it('knows who looks, and nobody', () => {
    expect(of({ assignee: ['me', 'none', YOU], requester: ['me'] })).toMatchObject({
      assigneeIds: [ME, YOU],
      isUnassigned: true,
      requesterIds: [ME],
    });
  });

  it('asks for nothing that was not said', () => {
    expect(of({})).toEqual({
      isNothing: false,
      statuses: [],
      categories: [],
      alsoCategories: [],
      priorities: [],
      assigneeIds: [],
      isUnassigned: false,
      teamIds: [],
      requesterIds: [],
      tags: [],
      holdReasons: [],
      isReopened: null,
      awaitsReply: null,
      mentionedId: null,
      due: [],
      alsoDue: [],
      dueTimes: null,
      q: '',
      submittedFrom: null,
      submittedTo: null,
    });
  });
});

describe('narrowed', () => {
  const CASES: [string, FilterWords, FilterWords, Partial<TicketFilter>][] = [
    ['leaves what only one asks for', { status: ['New'] }, { tag: ['vpn'] }, { statuses: ['New'], tags: ['vpn'] }],
    ['keeps the values of both', { status: ['New', 'Open'] }, { status: ['Open', 'Closed'] }, { statuses: ['Open'] }],
    ['finds nothing where they exclude each other', { status: ['New'] }, { status: ['Open'] }, { isNothing: true }],
    [
      'takes nobody for an assignee',
      { assignee: ['none', YOU] },
      { assignee: ['none'] },
      { isUnassigned: true, assigneeIds: [] },
    ],
    ['nobody and somebody exclude each other', { assignee: ['none'] }, { assignee: ['me'] }, { isNothing: true }],
    ['wants all tags', { tag: ['a', 'b'] }, { tag: ['b', 'c'] }, { tags: ['a', 'b', 'c'] }],
    ['wants all words', { q: 'printer' }, { q: ' fire ' }, { q: 'printer fire' }],
    [
      'keeps categories apart',
      { category: ['vpn'] },
      { category: ['Network and VPN'] },
      { categories: ['vpn'], alsoCategories: ['Network and VPN'] },
    ],
    [
      'wants what is due by both',
      { due: ['overdue', 'today'] },
      { due: ['soon'] },
      { due: ['soon'], alsoDue: ['overdue', 'today'] },
    ],
    ['yes and no exclude each other', { reopened: true }, { reopened: false }, { isNothing: true }],
    [
      'takes the shorter time',
      { submittedFrom: '2026-01-01T00:00:00Z', submittedTo: '2026-03-01T00:00:00Z' },
      { submittedFrom: '2026-02-01T00:00:00Z', submittedTo: '2026-04-01T00:00:00Z' },
      { submittedFrom: new Date('2026-02-01T00:00:00Z'), submittedTo: new Date('2026-03-01T00:00:00Z') },
    ],
  ];

  it.each(CASES)('%s', (_name, one, other, expected) => {
    expect(narrowed(of(one), of(other))).toMatchObject(expected);
    expect(narrowed(of(other), of(one)).isNothing).toBe(expected.isNothing === true);
  });
});
