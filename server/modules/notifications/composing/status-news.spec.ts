import { holdNews, statusNews } from './status-news.js';

const CHANGE = {
  number: 'SS-000001',
  from: 'In Progress',
  to: 'Resolved',
  holdReason: null,
  startsWorkflow: false,
  isReopening: false,
  causedBy: null,
} as const;

describe('a status change in words', () => {
  it('tells how it was solved', () => {
    expect(statusNews(CHANGE)).toMatchObject({
      status: 'Resolved',
      textLabel: 'How it was solved:',
      isForAssignee: true,
    });
  });

  it('calls a reopening what it is', () => {
    expect(statusNews({ ...CHANGE, from: 'Closed', to: 'Open', isReopening: true })).toEqual({
      status: 'Reopened',
      sentence: 'Ticket SS-000001 has been reopened.',
      textLabel: 'The reason given:',
      isForAssignee: true,
    });
  });

  it('says what a hold waits for', () => {
    expect(statusNews({ ...CHANGE, to: 'On Hold', holdReason: 'requester' }).sentence).toBe(
      'Ticket SS-000001 is on hold: it waits for an answer of its requester.',
    );
  });

  it('says what a hold waits for now, and nothing of another date', () => {
    const change = { number: 'SS-000001', fromHoldReason: 'approval', fromUntil: null, until: null } as const;
    expect(holdNews({ ...change, holdReason: 'requester' })).toMatchObject({
      status: 'On Hold',
      sentence: 'Ticket SS-000001 is still on hold: it now waits for an answer of its requester.',
    });
    expect(holdNews({ ...change, fromHoldReason: 'scheduled', holdReason: 'scheduled' })).toBeNull();
  });

  it('does not tell the assignee of the work going on', () => {
    expect(statusNews({ ...CHANGE, from: 'Open', to: 'In Progress' }).isForAssignee).toBe(false);
  });
});
