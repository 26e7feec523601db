import { effectOfRequesterReply, type ReplyEffect } from './requester-reply.js';
import { HOLD_REASONS, type HoldReason, type TicketStatus } from './ticket-status.js';

const NOW = new Date('2026-09-04T12:00:00Z');
const DAY = 86_400_000;

function effect(status: TicketStatus, holdReason: HoldReason | null = null, ended: Date | null = null): ReplyEffect {
  return effectOfRequesterReply({ status, holdReason, assigneeId: null, resolvedAt: ended, closedAt: null }, NOW);
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
});
