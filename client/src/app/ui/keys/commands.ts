import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { TicketStatus } from '../../api/types';
import type { IconName } from '../icon/icon-paths';

/** Something that can be done on the page that is open, for who looks for it by its name. */
export interface Command {
  readonly id: string;
  /** As it is read: "Set priority: High". */
  readonly label: string;
  readonly icon: IconName;
  /** Shown by its own sign instead, where the command leads to a status. */
  readonly status?: TicketStatus;
  /** The key that does the same, as it is bound. */
  readonly key?: string;
  readonly run: () => unknown;
}

export interface Offer {
  /** What the commands are about: the number of a ticket. */
  readonly subject: () => string;
  /** What may be done now; read again whenever it changes. */
  readonly commands: () => readonly Command[];
  /** More of them for what was typed, such as each person who could be given the ticket. */
  readonly search?: (text: string) => Promise<readonly Command[]>;
}

/** What the page that is open offers to the palette. */
@Injectable({ providedIn: 'root' })
export class Commands {
  private readonly offers = signal<readonly Offer[]>([]);
  /** Of the page that came last; null where a page offers nothing. */
  readonly current = computed(() => this.offers().at(-1) ?? null);

  /** While the caller lives; needs an injection context. */
  offer(offer: Offer): void {
    this.offers.update((before) => [...before, offer]);
    inject(DestroyRef).onDestroy(() => this.offers.update((before) => before.filter((one) => one !== offer)));
  }
}
