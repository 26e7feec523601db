import type { TimelineItemDto } from '../../api/types';
import { firstNewAfter } from './reading';

const message = (id: string, at: string, actor: string): TimelineItemDto =>
  ({ id, at, type: 'ticket.commented', actor: { id: actor }, comment: { id } }) as unknown as TimelineItemDto;

describe('what is new on a ticket', () => {
  const items = [
    message('a', '2026-09-01T10:00:00.000Z', 'lena'),
    message('b', '2026-09-01T11:00:00.000Z', 'me'),
    message('c', '2026-09-01T12:00:00.000Z', 'lena'),
  ];

  it.each([
    ['nothing after the last look', '2026-09-01T12:00:00.000Z', null],
    ['the first message of somebody else', '2026-09-01T10:00:00.000Z', 'c'],
    ['all of them', '2026-08-01T10:00:00.000Z', 'a'],
  ])('%s', (_what, lookedAt, first) => {
    expect(firstNewAfter(items, lookedAt, 'me')).toBe(first);
  });
});
