import type { TimelineItemDto } from '../../api/types';

export type ChangedField =
  'status' | 'assignee' | 'priority' | 'category' | 'tags' | 'team' | 'impact' | 'urgency' | 'confidential' | 'subject';

/** Pure: what last set a field, as the timeline tells it; null when it does not. */
export function lastChangeOf(field: ChangedField, items: readonly TimelineItemDto[]): TimelineItemDto | null {
  return items.findLast((item) => isAbout(field, item)) ?? null;
}

function isAbout(field: ChangedField, { type, fields }: TimelineItemDto): boolean {
  switch (field) {
    case 'status':
      return type === 'ticket.status_changed';
    case 'priority':
      return type === 'ticket.priority_changed';
    case 'assignee':
    case 'team':
      return type === 'ticket.assigned';
    default:
      return type === 'ticket.edited' && fields?.includes(field) === true;
  }
}
