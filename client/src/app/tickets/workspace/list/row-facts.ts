import type { TicketListItemDto } from '../../../api/types';
import type { SlaNext } from '../../../ui/status/sla-clock';

/** What is promised next, or null. */
export function slaOf({ sla }: TicketListItemDto): SlaNext | null {
  return sla?.next ?? null;
}

export interface LastWords {
  /** Null: written by the system. */
  readonly author: string | null;
  readonly isMine: boolean;
  readonly isNote: boolean;
  readonly text: string;
}

/** The line under a ticket: where it was found by a search, what was found; else what was said last. */
export function lastWords({ highlights, lastMessage }: TicketListItemDto, me: string): LastWords | null {
  if (highlights?.text) {
    return { author: null, isMine: false, isNote: false, text: highlights.text };
  }
  if (lastMessage === null) {
    return null;
  }
  const { author, text, visibility } = lastMessage;
  return { author: author?.firstName ?? null, isMine: author?.id === me, isNote: visibility === 'internal', text };
}
