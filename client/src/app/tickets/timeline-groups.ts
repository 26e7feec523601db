import type { TimelineItemDto } from '../api/types';

type Message = TimelineItemDto & { readonly comment: NonNullable<TimelineItemDto['comment']> };

/** What the timeline shows as one piece. */
export type TimelineGroup =
  | { readonly kind: 'message'; readonly id: string; readonly item: Message }
  /** A hold stands alone: it is why the clock stood still. */
  | { readonly kind: 'hold'; readonly id: string; readonly item: TimelineItemDto; readonly endedAt: string | null }
  | { readonly kind: 'events'; readonly id: string; readonly items: readonly TimelineItemDto[] };

function isMessage(item: TimelineItemDto): item is Message {
  return item.comment !== undefined;
}

function isHold(item: TimelineItemDto): boolean {
  return item.type === 'ticket.status_changed' && item.to === 'On Hold';
}

/** Why, or what solved it, was said with it: nobody shall have to unfold that. */
function hasWords({ resolution, reason }: TimelineItemDto): boolean {
  return Boolean(resolution ?? reason);
}

/** Oldest first; neighbouring events become one foldable line. The submission is told by the description above. */
export function groupTimeline(items: readonly TimelineItemDto[]): TimelineGroup[] {
  const groups: TimelineGroup[] = [];
  items.forEach((item, index) => {
    if (item.type === 'ticket.submitted') {
      return;
    }
    if (isMessage(item)) {
      groups.push({ kind: 'message', id: item.id, item });
      return;
    }
    if (isHold(item)) {
      const end = items
        .slice(index + 1)
        .find(({ type, from }) => type === 'ticket.status_changed' && from === 'On Hold');
      groups.push({ kind: 'hold', id: item.id, item, endedAt: end?.at ?? null });
      return;
    }
    const last = groups.at(-1);
    if (last?.kind === 'events' && ![...last.items, item].some(hasWords)) {
      groups[groups.length - 1] = { ...last, items: [...last.items, item] };
    } else {
      groups.push({ kind: 'events', id: item.id, items: [item] });
    }
  });
  return groups;
}
