import { DEFAULT_RULES } from './default-lifecycle.js';
import { effectOfRequesterReply, type ReplyEffect } from './requester-reply.js';
import { HOLD_REASONS, type HoldReason, type TicketStatus } from './ticket-status.js';

const NOW = new Date('2026-09-04T12:00:00Z');
const DAY = 86_400_000;

function effect(
  status: TicketStatus,
  holdReason: HoldReason | null = null,
  ended: Date | null = null,
  rules = DEFAULT_RULES,
): ReplyEffect {
  return effectOfRequesterReply(
    { status, holdReason, assigneeId: null, resolvedAt: ended, closedAt: null },
    rules,
    NOW,
  );
}

describe('what a requester’s public reply does', () => {
  it.each(['New', 'Open', 'In Progress'] as const)('nothing more to a ticket in %s', (status) => {
    expect(effect(status)).toBe('none');
  });

  it.each(HOLD_REASONS.map((reason) => [reason, reason === 'requester' ? 'ends the hold' : 'none'] as const))(
    'to a hold for %s: %s',
    (reason, expected) => {
      expect(effect('On Hold', reason)).toBe(expected);
    },
  );

  it.each(['Resolved', 'Closed'] as const)('reopens a %s ticket to the last millisecond of the window', (status) => {
    expect(effect(status, null, new Date(NOW.getTime() - 14 * DAY))).toBe('reopens');
    expect(effect(status, null, new Date(NOW.getTime() - 14 * DAY - 1))).toBe('becomes a follow-up');
  });

  it.each(['Rejected', 'Withdrawn', 'Merged'] as const)('is refused once the ticket is %s', (status) => {
    expect(effect(status, null, NOW)).toBe('is refused');
  });

  it.each(['Resolved', 'Closed'] as const)('follows the days of the setting for a %s ticket', (status) => {
    const rules = { ...DEFAULT_RULES, reopenWindowDays: 2 };
    expect(effect(status, null, new Date(NOW.getTime() - 2 * DAY), rules)).toBe('reopens');
    expect(effect(status, null, new Date(NOW.getTime() - 2 * DAY - 1), rules)).toBe('becomes a follow-up');
  });

  it('begins a follow-up where requesters may not reopen', () => {
    const transitions = DEFAULT_RULES.transitions.map((line) => ({
      ...line,
      who: line.from === 'Closed' ? line.who.filter((who) => who !== 'owner') : line.who,
    }));
    const rules = { ...DEFAULT_RULES, transitions };
    expect(effect('Closed', null, NOW, rules)).toBe('becomes a follow-up');
    expect(effect('Resolved', null, NOW, rules)).toBe('reopens');
  });
});
