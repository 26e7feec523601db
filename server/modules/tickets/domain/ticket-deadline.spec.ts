import { DEFAULT_RULES } from './default-lifecycle.js';
import { deadlineOf } from './ticket-deadline.js';
import type { Ticket } from './ticket.js';

const AT = new Date('2026-09-04T13:30:00Z');
const ticket = (facts: Partial<Ticket>): Ticket =>
  ({
    status: 'Open',
    assigneeId: null,
    holdReason: null,
    holdUntil: null,
    resolvedAt: null,
    statusBeforeHold: null,
    ...facts,
  }) as Ticket;

describe('deadlineOf', () => {
  it('closes a solved ticket seven days later', () => {
    expect(deadlineOf(ticket({ status: 'Resolved', resolvedAt: AT }), DEFAULT_RULES)).toEqual({
      at: new Date('2026-09-11T13:30:00Z'),
      to: 'Closed',
    });
  });

  it('closes it after as many days as the setting says', () => {
    const rules = { ...DEFAULT_RULES, autoCloseDays: 3 };
    expect(deadlineOf(ticket({ status: 'Resolved', resolvedAt: AT }), rules)?.at).toEqual(
      new Date('2026-09-07T13:30:00Z'),
    );
  });

  it.each([
    ['to the work it interrupted', { statusBeforeHold: 'In Progress', assigneeId: 'somebody' }, 'In Progress'],
    ['to Open when it was Open', { statusBeforeHold: 'Open', assigneeId: 'somebody' }, 'Open'],
  ] as const)('ends a scheduled hold at its date, %s', (_, facts, to) => {
    expect(
      deadlineOf(ticket({ status: 'On Hold', holdReason: 'scheduled', holdUntil: AT, ...facts }), DEFAULT_RULES),
    ).toEqual({
      at: AT,
      to,
    });
  });

  it.each<[string, Partial<Ticket>]>([
    ['an open ticket', {}],
    ['a hold that waits for somebody', { status: 'On Hold', holdReason: 'requester' }],
    ['a closed ticket', { status: 'Closed', resolvedAt: AT }],
  ])('leaves %s alone', (_, facts) => {
    expect(deadlineOf(ticket(facts), DEFAULT_RULES)).toBeNull();
  });
});
