import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { TicketListItemDto } from '../../api/types';
import { Dialogs } from '../../ui/dialog/dialogs';
import { EmptyState } from '../../ui/feedback/empty-state';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Checkbox } from '../../ui/field/checkbox';
import { Icon } from '../../ui/icon/icon';
import { PriorityBars } from '../../ui/status/priority-bars';
import { Time } from '../../ui/time/time';
import { ApprovalsStore, type Outcome } from './approvals-store';
import { BulkBar } from './bulk-bar';
import { Choice } from './choice';

/** Tickets nobody has looked at yet, to be opened or rejected. */
@Component({
  selector: 'ss-new-tickets',
  imports: [
    BulkBar,
    Checkbox,
    EmptyState,
    Icon,
    InPlaceError,
    MatButton,
    Notice,
    PriorityBars,
    RouterLink,
    Skeleton,
    Time,
    TranslocoDirective,
  ],
  templateUrl: './new-tickets.html',
  styleUrl: './inbox.css',
})
export class NewTickets {
  protected readonly store = inject(ApprovalsStore);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);

  protected readonly list = this.store.tickets;
  protected readonly choice = new Choice<TicketListItemDto>(() =>
    this.list.rows().filter((row) => !this.list.gone().has(row.id)),
  );
  protected readonly isBusy = computed(() => this.store.busy().size > 0);
  protected readonly problem = signal('');

  protected canDecide(row: TicketListItemDto): boolean {
    return row.allowedActions.includes('change_status') && !this.list.gone().has(row.id);
  }

  protected async approve(rows: readonly TicketListItemDto[]): Promise<void> {
    this.tell(await this.store.openTickets(rows), rows, 'openedOne', 'openedMany');
  }

  protected async reject(rows: readonly TicketListItemDto[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) {
      return;
    }
    const isOne = rows.length === 1;
    const reason = await this.dialogs.askReason({
      title: isOne
        ? this.say('rejectTicket', { number: first.number })
        : this.say('rejectTickets', { count: rows.length }),
      text: this.say('rejectTicketText'),
      act: this.say('rejectAct'),
      isDangerous: true,
    });
    if (reason !== null) {
      this.tell(await this.store.rejectTickets(rows, reason), rows, 'rejectedTicket', 'rejectedTickets');
    }
  }

  private tell(outcome: Outcome, rows: readonly TicketListItemDto[], one: string, many: string): void {
    this.problem.set(
      outcome.failed === 0
        ? ''
        : this.say('someFailed', { count: outcome.failed, why: this.errorText.of(outcome.error) }),
    );
    if (outcome.done > 0) {
      const number = rows[0]?.number ?? '';
      this.snackbar.show(this.say(outcome.done === 1 ? one : many, { number, count: outcome.done }));
    }
    void this.store.load();
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`admin.approvals.${key}`, values);
  }
}
