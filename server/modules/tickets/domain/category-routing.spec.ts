import { routeByCategory } from './category-routing.js';
import { STATUSES, STATUS_DEFINITIONS } from './ticket-status.js';

const TICKET = { teamId: null, categoryId: 'old', confidential: false, status: 'New' } as const;
const CATEGORY = { id: 'new', defaultTeamId: 'team' };

describe('the team that a change of category brings', () => {
  it('is that of the category, where the ticket has none', () => {
    expect(routeByCategory(TICKET, CATEGORY, {})).toBe('team');
    expect(routeByCategory(TICKET, { ...CATEGORY, defaultTeamId: null }, {})).toBeNull();
  });

  it.each([
    ['the ticket has a team', { ...TICKET, teamId: 'other' }, {}],
    ['it is the category it had', { ...TICKET, categoryId: 'new' }, {}],
    ['somebody says another team', TICKET, { teamId: 'other' }],
    ['somebody says none', TICKET, { teamId: null }],
    ['it is confidential', { ...TICKET, confidential: true }, {}],
    ['it becomes confidential', TICKET, { confidential: true }],
  ])('is none where %s', (_, ticket, edit) => {
    expect(routeByCategory(ticket, CATEGORY, edit)).toBeNull();
  });

  it('is none once the ticket has ended', () => {
    const routed = STATUSES.filter((status) => routeByCategory({ ...TICKET, status }, CATEGORY, {}) !== null);
    expect(routed).toEqual(
      STATUSES.filter((status) => !['resolved', 'closed'].includes(STATUS_DEFINITIONS[status].category)),
    );
  });

  it('is brought to one that is confidential no more', () => {
    expect(routeByCategory({ ...TICKET, confidential: true }, CATEGORY, { confidential: false })).toBe('team');
  });
});
