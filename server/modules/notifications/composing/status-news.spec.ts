import { wordsIn } from '../words/words-in.js';
import { holdNews, isForAssignee, statusWords } from './status-news.js';

const words = wordsIn('en');

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
    expect(statusWords({ kind: 'changed', change: CHANGE }, words)).toMatchObject({
      status: 'Resolved',
      textLabel: 'How it was solved:',
    });
    expect(isForAssignee(CHANGE)).toBe(true);
  });

  it('calls a reopening what it is', () => {
    const change = { ...CHANGE, from: 'Closed', to: 'Open', isReopening: true } as const;
    expect(isForAssignee(change)).toBe(true);
    expect(statusWords({ kind: 'changed', change }, words)).toEqual({
      status: 'Reopened',
      sentence: 'Ticket SS-000001 has been reopened.',
      textLabel: 'The reason given:',
    });
  });

  it('says what a hold waits for', () => {
    const change = { ...CHANGE, to: 'On Hold', holdReason: 'requester' } as const;
    expect(statusWords({ kind: 'changed', change }, words).sentence).toBe(
      'Ticket SS-000001 is on hold: it waits for an answer of its requester.',
    );
  });

  it('says what a hold waits for now, and nothing of another date', () => {
    const change = { number: 'SS-000001', fromHoldReason: 'approval', fromUntil: null, until: null } as const;
    const news = holdNews({ ...change, holdReason: 'requester' });
    expect(news === null ? null : statusWords(news, words)).toMatchObject({
      status: 'On Hold',
      sentence: 'Ticket SS-000001 is still on hold: it now waits for an answer of its requester.',
    });
    expect(holdNews({ ...change, fromHoldReason: 'scheduled', holdReason: 'scheduled' })).toBeNull();
  });

  it('does not tell the assignee of the work going on', () => {
    expect(isForAssignee({ ...CHANGE, from: 'Open', to: 'In Progress' })).toBe(false);
  });
});
