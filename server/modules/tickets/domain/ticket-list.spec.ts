import { OPEN_STATUSES, TICKET_VIEWS, withView, type TicketFilter } from './ticket-list.js';

const ME = '018f0000-0000-7000-8000-0000000000aa';
const ALL: TicketFilter = {
  statuses: [],
  categories: [],
  priorities: [],
  assigneeIds: [],
  isUnassigned: false,
  teamIds: [],
  requesterIds: [],
  tags: [],
  q: '',
  submittedFrom: null,
  submittedTo: null,
};

describe('withView', () => {
  it('without a view leaves the filter as it is', () => {
    expect(withView(ALL, undefined, ME)).toBe(ALL);
  });

  it.each([
    ['my_open', { statuses: OPEN_STATUSES, assigneeIds: [ME] }],
    ['unassigned', { statuses: OPEN_STATUSES, isUnassigned: true }],
    ['all_open', { statuses: OPEN_STATUSES }],
    ['new', { statuses: ['New'] }],
  ] as const)('%s narrows everything else', (view, expected) => {
    expect(withView(ALL, view, ME)).toEqual({ ...ALL, ...expected });
  });

  it.each(TICKET_VIEWS.filter((view) => view !== 'new'))('%s keeps a status that was asked for', (view) => {
    expect(withView({ ...ALL, statuses: ['Closed'] }, view, ME).statuses).toEqual(['Closed']);
  });

  it('keeps the other filters', () => {
    expect(withView({ ...ALL, tags: ['vpn'], q: 'x' }, 'new', ME)).toMatchObject({ tags: ['vpn'], q: 'x' });
  });
});
