import { DEFAULT_LIFECYCLE } from './default-lifecycle.js';
import type { TransitionGifts } from './ticket-lifecycle.js';
import type { TicketStatus } from './ticket-status.js';
import { changesOf, statusAfterHold } from './ticket-transition.js';
import type { Ticket } from './ticket.js';

const NOW = new Date('2026-09-04T12:00:00Z');
const EARLIER = new Date('2026-09-01T12:00:00Z');
const PERSON = '018f0000-0000-7000-8000-0000000000aa';

function ticket(overrides: Partial<Ticket>): Ticket {
  return {
    id: '018f0000-0000-7000-8000-000000000001',
    number: 'SS-000001',
    version: 1,
    subject: 'VPN drops',
    description: 'Every ten minutes',
    descriptionHtml: '<p>Every ten minutes</p>',
    categoryId: '018f0000-0000-7000-8000-000000000002',
    categoryKey: 'network',
    categoryName: 'Network and VPN',
    status: 'New',
    priority: 'Medium',
    impact: null,
    urgency: null,
    requesterId: PERSON,
    submittedBy: PERSON,
    assigneeId: null,
    teamId: null,
    confidential: false,
    tags: [],
    holdReason: null,
    holdUntil: null,
    statusBeforeHold: null,
    resolution: null,
    followUpOf: null,
    commentCount: 0,
    noteCount: 0,
    attachmentCount: 0,
    noteAttachmentCount: 0,
    fieldVersions: {},
    submittedAt: EARLIER,
    updatedAt: EARLIER,
    firstReplyAt: null,
    resolvedAt: null,
    reopenedAt: null,
    closedAt: null,
    watcherIds: [],
    hasLinks: false,
    sla: null,
    ...overrides,
  };
}

function change(from: TicketStatus, to: TicketStatus, gifts: TransitionGifts = {}, facts: Partial<Ticket> = {}) {
  const transition = DEFAULT_LIFECYCLE.transitions.find((one) => one.from === from && one.to === to);
  if (transition === undefined) {
    throw new Error(`${from} -> ${to} is no transition`);
  }
  return changesOf(ticket({ status: from, ...facts }), transition, gifts, NOW);
}

const noHold = { holdReason: null, holdUntil: null, statusBeforeHold: null };

describe('changesOf', () => {
  it('remembers why, how long and from where a hold began', () => {
    expect(change('In Progress', 'On Hold', { holdReason: 'scheduled', until: NOW })).toEqual({
      status: 'On Hold',
      holdReason: 'scheduled',
      holdUntil: NOW,
      statusBeforeHold: 'In Progress',
    });
  });

  it('keeps no date for a hold without one', () => {
    expect(change('Open', 'On Hold', { holdReason: 'requester' })).toMatchObject({ holdUntil: null });
  });

  it.each(['Open', 'In Progress', 'Resolved', 'Closed', 'Withdrawn'] as const)(
    'forgets the hold on the way to %s',
    (to) => {
      expect(change('On Hold', to, { resolution: 'done' })).toMatchObject({ status: to, ...noHold });
    },
  );

  it('keeps the resolution, trimmed, and its time', () => {
    expect(change('Open', 'Resolved', { resolution: '  New cable \n' })).toEqual({
      status: 'Resolved',
      resolution: 'New cable',
      resolvedAt: NOW,
      ...noHold,
    });
  });

  it('closes without touching when it was resolved', () => {
    expect(change('Resolved', 'Closed', {}, { resolvedAt: EARLIER })).toEqual({
      status: 'Closed',
      closedAt: NOW,
      ...noHold,
    });
  });

  it.each(['Rejected', 'Withdrawn'] as const)('%s has an end too', (to) => {
    expect(change('New', to, { reason: 'r' })).toMatchObject({ closedAt: NOW });
  });

  it.each(['Resolved', 'Closed'] as const)('unsolves a reopened %s ticket', (from) => {
    const before = { resolvedAt: EARLIER, closedAt: EARLIER, resolution: 'x' };
    expect(change(from, 'Open', { reason: 'again' }, before)).toEqual({
      status: 'Open',
      reopenedAt: NOW,
      resolvedAt: null,
      closedAt: null,
      resolution: null,
      ...noHold,
    });
  });

  it('changes nothing but the status (and the hold) when work begins', () => {
    expect(change('Open', 'In Progress')).toEqual({ status: 'In Progress', ...noHold });
  });
});

describe('statusAfterHold', () => {
  it.each([
    ['back to work', 'In Progress', PERSON, 'In Progress'],
    ['to the queue when nobody has the work any more', 'In Progress', null, 'Open'],
    ['to Open when it began there', 'Open', PERSON, 'Open'],
    ['to Open when nothing is known', null, PERSON, 'Open'],
  ] as const)('%s', (_, statusBeforeHold, assigneeId, expected) => {
    expect(statusAfterHold(ticket({ status: 'On Hold', statusBeforeHold, assigneeId }), DEFAULT_LIFECYCLE)).toBe(
      expected,
    );
  });

  it('to Open when the lifecycle leads no longer to where it began', () => {
    const transitions = DEFAULT_LIFECYCLE.transitions.filter(
      ({ from, to }) => from !== 'On Hold' || to !== 'In Progress',
    );
    const held = ticket({ status: 'On Hold', statusBeforeHold: 'In Progress', assigneeId: PERSON });
    expect(statusAfterHold(held, { transitions })).toBe('Open');
  });
});
