import type { TimelineItemDto } from '../../api/types';
import { lastChangeOf } from './changed-field';

const item = (id: string, type: string, over: Partial<TimelineItemDto> = {}): TimelineItemDto =>
  ({ id, type: `ticket.${type}`, ...over }) as TimelineItemDto;

describe('who last changed a field', () => {
  const items = [
    item('a', 'priority_changed'),
    item('b', 'edited', { fields: ['tags', 'category'] }),
    item('c', 'priority_changed'),
    item('d', 'edited', { fields: ['subject'] }),
    item('e', 'assigned'),
    item('f', 'commented'),
  ];

  it.each([
    ['priority', 'c'],
    ['tags', 'b'],
    ['subject', 'd'],
    ['assignee', 'e'],
    ['team', 'e'],
    ['status', undefined],
    ['confidential', undefined],
  ] as const)('%s', (field, id) => {
    expect(lastChangeOf(field, items)?.id).toBe(id);
  });
});
