import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketListItemDto } from '../../../api/types';
import { Session } from '../../../session/session';
import { Icon } from '../../../ui/icon/icon';
import { Avatar } from '../../../ui/people/avatar';
import { PriorityBars } from '../../../ui/status/priority-bars';
import { SlaChip } from '../../../ui/status/sla-chip';
import { StatusChip } from '../../../ui/status/status-chip';
import { Time } from '../../../ui/time/time';
import { Marked } from '../../../ui/prose/marked';
import { lastWords, slaOf } from './row-facts';

/** One ticket of the list as a card, for narrow panes. */
@Component({
  selector: 'ss-ticket-card',
  imports: [Avatar, Icon, Marked, PriorityBars, RouterLink, SlaChip, StatusChip, Time, TranslocoDirective],
  templateUrl: './ticket-card.html',
  styleUrl: './ticket-card.css',
  host: {
    '[class.is-open]': 'isOpen()',
    '[class.is-picked]': 'isPicked()',
    '[class.is-unread]': 'ticket().isUnread',
    '[class.is-gone]': 'isGone()',
    '[class.is-choosing]': 'isChoosing()',
    '[class.is-compact]': 'isCompact()',
  },
})
export class TicketCard {
  readonly ticket = input.required<TicketListItemDto>();
  /** Its page stands beside the list. */
  readonly isOpen = input(false);
  /** Chosen for a change of many. */
  /** Tab comes to this row; to the others lead the arrow keys. */
  readonly isStop = input(false);
  readonly isPicked = input(false);
  /** Some are: all boxes are seen. */
  readonly isChoosing = input(false);
  /** No longer of this list. */
  readonly isGone = input(false);
  readonly isCompact = input(false);
  readonly picked = output<MouseEvent>();

  private readonly session = inject(Session);
  protected readonly next = computed(() => slaOf(this.ticket()));
  protected readonly last = computed(() => lastWords(this.ticket(), this.session.user()?.id ?? ''));
  /** Nobody waits for an answer any more. */
  protected readonly isOver = computed(() => !['New', 'Open', 'In Progress', 'On Hold'].includes(this.ticket().status));
  protected readonly subject = computed(() => this.ticket().highlights?.subject ?? this.ticket().subject);

  /** With Shift a press anywhere chooses a range instead of opening. */
  protected press(event: MouseEvent): void {
    if (event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      this.picked.emit(event);
    }
  }
}
