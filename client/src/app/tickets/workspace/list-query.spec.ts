import { queryOfParams } from './list-query';

describe('the list that an address asks for', () => {
  it('takes what the server knows', () => {
    expect(
      queryOfParams({ view: 'my_open', status: 'New,On Hold', priority: 'High', assignee: 'me', q: ' vpn ' }),
    ).toEqual({
      view: 'my_open',
      status: ['New', 'On Hold'],
      priority: ['High'],
      assignee: ['me'],
      q: 'vpn',
    });
  });

  it('leaves out what nobody knows', () => {
    expect(queryOfParams({ view: 'mine', status: 'Lost', assignee: "' or 1=1" })).toEqual({});
  });
});
