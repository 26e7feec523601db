import { inject, Injectable } from '@angular/core';
import type { TimelineItemDto } from '../../api/types';
import { Drafts } from '../../session/drafts';

/** Pure: the first thing that somebody else did after the reader last looked; null when nothing did. */
export function firstNewAfter(items: readonly TimelineItemDto[], lookedAt: string, me: string | null): string | null {
  return items.find(({ at, actor, comment }) => at > lookedAt && actor?.id !== me && comment !== undefined)?.id ?? null;
}

/** When a ticket was last read on this device, so that its page can say what is new. */
@Injectable({ providedIn: 'root' })
export class Reading {
  private readonly drafts = inject(Drafts);

  /** Of the newest thing that was shown; null for a ticket that was never open here. */
  lookedAt(number: string): string | null {
    const found = this.drafts.read(`looked.${number}`);
    return typeof found === 'string' ? found : null;
  }

  look(number: string, items: readonly TimelineItemDto[]): void {
    const last = items.at(-1)?.at;
    if (last !== undefined) {
      this.drafts.write(`looked.${number}`, last);
    }
  }
}
