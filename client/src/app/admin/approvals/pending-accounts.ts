import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { AccountDto } from '../../api/types';
import { Dialogs } from '../../ui/dialog/dialogs';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { ErrorText } from '../../ui/feedback/error-text';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Checkbox } from '../../ui/field/checkbox';
import { Icon } from '../../ui/icon/icon';
import { Avatar } from '../../ui/people/avatar';
import { Time } from '../../ui/time/time';
import { ApprovalsStore, type Outcome } from './approvals-store';
import { BulkBar } from './bulk-bar';
import { Choice } from './choice';

/** People who registered, to be decided on one by one or together. */
@Component({
  selector: 'ss-pending-accounts',
  imports: [
    Avatar,
    BulkBar,
    Checkbox,
    EmptyState,
    Icon,
    InPlaceError,
    MatButton,
    Notice,
    Skeleton,
    Time,
    TranslocoDirective,
  ],
  templateUrl: './pending-accounts.html',
  styleUrl: './inbox.css',
})
export class PendingAccounts {
  protected readonly store = inject(ApprovalsStore);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);

  protected readonly list = this.store.accounts;
  protected readonly choice = new Choice<AccountDto>(() =>
    this.list.rows().filter((row) => !this.list.gone().has(row.id)),
  );
  protected readonly isBusy = computed(() => this.store.busy().size > 0);
  protected readonly problem = signal('');

  protected can(row: AccountDto, action: 'approve' | 'reject'): boolean {
    return row.allowedActions.includes(action) && !this.list.gone().has(row.id);
  }

  protected async approve(rows: readonly AccountDto[]): Promise<void> {
    const outcome = await this.store.approveAccounts(rows);
    this.tell(outcome, rows, 'approvedOne', 'approvedMany');
  }

  protected async reject(rows: readonly AccountDto[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) {
      return;
    }
    const isOne = rows.length === 1;
    const reason = await this.dialogs.askReason({
      title: isOne
        ? this.say('rejectTitle', { name: first.name })
        : this.say('rejectTitleMany', { count: rows.length }),
      text: this.say('rejectText'),
      act: this.say('rejectAct'),
      isDangerous: true,
    });
    if (reason !== null) {
      const outcome = await this.store.rejectAccounts(rows, reason);
      this.tell(outcome, rows, 'rejectedOne', 'rejectedMany');
    }
  }

  private tell(outcome: Outcome, rows: readonly AccountDto[], one: string, many: string): void {
    this.problem.set(
      outcome.failed === 0
        ? ''
        : this.say('someFailed', { count: outcome.failed, why: this.errorText.of(outcome.error) }),
    );
    if (outcome.done > 0) {
      const name = rows[0]?.name ?? '';
      this.snackbar.show(this.say(outcome.done === 1 ? one : many, { name, count: outcome.done }));
    }
    void this.store.load();
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`admin.approvals.${key}`, values);
  }
}
