import type { TimelineItemDto } from '../api/types';
import { groupTimeline } from './timeline-groups';

let clock = 0;
const event = (type: string, over: Partial<TimelineItemDto> = {}): TimelineItemDto => {
  clock += 1;
  return {
    id: `event-${String(clock)}`,
    type: `ticket.${type}`,
    at: new Date(clock * 60_000).toISOString(),
    actor: null,
    actorKind: 'person',
    ...over,
  };
};
const message = (): TimelineItemDto =>
  event('commented', {
    comment: {
      id: `comment-${String(clock)}`,
      ticketId: 'ticket',
      author: null,
      authorKind: 'person',
      visibility: 'public',
      body: 'Hello',
      bodyHtml: '<p>Hello</p>',
      attachments: [],
      createdAt: new Date(0).toISOString(),
    },
  });
const shapes = (items: TimelineItemDto[]): string[] =>
  groupTimeline(items).map((group) => (group.kind === 'events' ? `events ${String(group.items.length)}` : group.kind));

describe('grouping the timeline', () => {
  it('folds neighbouring events and leaves messages alone', () => {
    expect(
      shapes([event('submitted'), event('assigned'), event('priority_changed'), message(), event('edited'), message()]),
    ).toEqual(['events 2', 'message', 'events 1', 'message']);
  });

  it('never folds away why, or what solved it', () => {
    const solved = event('status_changed', { from: 'Open', to: 'Resolved', resolution: 'A new cable' });
    expect(shapes([event('assigned'), event('edited'), solved, event('status_changed'), event('edited')])).toEqual([
      'events 2',
      'events 1',
      'events 2',
    ]);
  });

  it('gives a hold a line of its own and knows when it ended', () => {
    const hold = event('status_changed', { from: 'Open', to: 'On Hold', holdReason: 'approval' });
    const end = event('status_changed', { from: 'On Hold', to: 'Open' });
    const groups = groupTimeline([event('assigned'), hold, end]);
    expect(groups.map(({ kind }) => kind)).toEqual(['events', 'hold', 'events']);
    expect(groups[1]).toMatchObject({ kind: 'hold', endedAt: end.at });
  });

  it('does not know an end while the hold lasts', () => {
    const groups = groupTimeline([event('status_changed', { from: 'Open', to: 'On Hold' })]);
    expect(groups[0]).toMatchObject({ kind: 'hold', endedAt: null });
  });
});
