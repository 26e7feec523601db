import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketColumn, TicketListItemDto } from '../../../api/types';
import { Icon } from '../../../ui/icon/icon';
import { Avatar } from '../../../ui/people/avatar';
import { PriorityBars } from '../../../ui/status/priority-bars';
import { SlaChip } from '../../../ui/status/sla-chip';
import { StatusChip } from '../../../ui/status/status-chip';
import { Time } from '../../../ui/time/time';
import { tracksOf } from './columns';
import { Marked } from '../../../ui/prose/marked';
import { slaOf } from './row-facts';

/** Stands before what was found. */
const MARK = '\uE000';

/** One ticket of the list as a row of the table, for wide panes. */
@Component({
  selector: 'ss-ticket-line',
  imports: [Avatar, Icon, Marked, PriorityBars, RouterLink, SlaChip, StatusChip, Time, TranslocoDirective],
  templateUrl: './ticket-line.html',
  styleUrl: './ticket-line.css',
  host: {
    '[class.is-picked]': 'isPicked()',
    '[class.is-unread]': 'ticket().isUnread',
    '[class.is-gone]': 'isGone()',
    '[class.is-choosing]': 'isChoosing()',
    '[style.grid-template-columns]': 'tracks()',
  },
})
export class TicketLine {
  readonly ticket = input.required<TicketListItemDto>();
  readonly columns = input.required<readonly TicketColumn[]>();
  /** Tab comes to this row; to the others lead the arrow keys. */
  readonly isStop = input(false);
  readonly isPicked = input(false);
  readonly isChoosing = input(false);
  readonly isGone = input(false);
  readonly picked = output<MouseEvent>();

  protected readonly tracks = computed(() => tracksOf(this.columns()));
  protected readonly next = computed(() => slaOf(this.ticket()));
  /** Where the searched words stand, when it is not in the subject. */
  protected readonly found = computed(() => {
    const { highlights } = this.ticket();
    return highlights?.text && !highlights.subject?.includes(MARK) ? highlights.text : null;
  });
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
