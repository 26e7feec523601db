import { filtersOfWords, hasFilters, paramsOf, queryOf, queryParamsOf, wordsOf } from './list-query';

const ID = '0198a1b2-0000-7000-8000-0123456789ab';

describe('the list that an address asks for', () => {
  it('takes what the server knows, several values by comma', () => {
    const params = paramsOf({
      view: 'my_open',
      status: 'New,On Hold',
      priority: 'High',
      assignee: `me,${ID}`,
      requester: ID,
      team: ID,
      tag: 'vpn, fra-2',
      holdReason: 'third party',
      awaitsReply: 'true',
      reopened: 'false',
      q: ' vpn ',
      sort: 'updatedAt',
    });
    expect(queryOf(params)).toEqual({
      view: 'my_open',
      status: ['New', 'On Hold'],
      priority: ['High'],
      assignee: ['me', ID],
      requester: [ID],
      team: [ID],
      tag: ['vpn', 'fra-2'],
      holdReason: ['third party'],
      awaitsReply: true,
      reopened: false,
      q: 'vpn',
      sort: 'updatedAt',
    });
    expect(hasFilters(params)).toBe(true);
  });

  it('leaves out what nobody knows, and what is said twice', () => {
    const params = paramsOf({
      view: '../admin',
      status: 'Lost,New,New',
      assignee: "' or 1=1",
      team: 'me',
      mentioned: 'false',
      submittedFrom: 'yesterday',
      submittedTo: '2026-13-45',
      sort: 'subject',
      edit: 'x',
      q: ['a', 'b'],
    });
    expect(queryOf(params)).toEqual({ status: ['New'] });
  });

  it('asks from the first to the last instant of days of the viewer', () => {
    const { submittedFrom, submittedTo } = queryOf(
      paramsOf({ submittedFrom: '2026-09-01', submittedTo: '2026-09-01' }),
    );
    expect(new Date(submittedFrom ?? '').getTime()).toBe(new Date(2026, 8, 1).getTime());
    expect(new Date(submittedTo ?? '').getTime()).toBe(new Date(2026, 8, 2).getTime() - 1);
  });

  it('keeps an instant as it is', () => {
    const at = '2026-09-01T10:00:00Z';
    expect(queryOf(paramsOf({ submittedFrom: at }))).toEqual({ submittedFrom: at });
  });

  it('asks without the view whose filters are being changed', () => {
    expect(queryOf(paramsOf({ view: ID, edit: ID, status: 'New' }))).toEqual({ status: ['New'] });
  });

  it('goes to a saved view and back without loss', () => {
    const words = { status: ['New' as const], tag: ['vpn'], awaitsReply: false, q: 'gateway' };
    const back = filtersOfWords(words);
    expect(wordsOf(back)).toEqual(words);
    expect(queryParamsOf(back.filters)).toMatchObject({ status: 'New', awaitsReply: 'false', team: null });
  });
});
