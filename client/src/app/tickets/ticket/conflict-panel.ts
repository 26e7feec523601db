import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { TicketDto } from '../../api/types';
import { ErrorText } from '../../ui/feedback/error-text';
import { Notice } from '../../ui/feedback/notice';
import { Time } from '../../ui/time/time';
import type { ChangedField } from './changed-field';
import { TicketStore } from './ticket-store';
import { ServerWords } from '../../i18n/server-words';

/** Both values side by side, or why a change failed. */
@Component({
  selector: 'ss-conflict-panel',
  imports: [MatButton, Notice, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (store.conflict(); as conflict) {
        <section class="conflict" role="alert">
          <p>{{ t('tickets.conflict.text', { field: t('tickets.field.' + conflict.field) }) }}</p>
          <dl>
            <div>
              <dd>{{ theirs() }}</dd>
              <dt>
                {{ t('tickets.conflict.theirs') }}
                @if (conflict.by; as by) {
                  ·
                  {{ by.actor?.name ?? t('tickets.program.' + by.actorKind) }},
                  <ss-time [at]="by.at" />
                }
              </dt>
            </div>
            <div class="mine">
              <dd>{{ conflict.mine }}</dd>
              <dt>{{ t('tickets.conflict.mine') }}</dt>
            </div>
          </dl>
          <div class="ss-actions">
            <button matButton="filled" type="button" [disabled]="store.isBusy()" (click)="conflict.insist()">
              {{ t('tickets.conflict.keepMine') }}
            </button>
            <button matButton type="button" (click)="store.takeTheirs()">{{ t('tickets.conflict.takeTheirs') }}</button>
          </div>
        </section>
      }
      @if (problem(); as text) {
        <ss-notice tone="error">
          {{ text }}
          <button noticeAction matButton type="button" (click)="store.dismissError()">{{ t('ui.close') }}</button>
        </ss-notice>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: contents;
    }
    .conflict {
      display: grid;
      gap: 10px;
      padding: 14px 16px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-card);
      background: var(--ss-pane-list);
    }
    dl {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px;
    }
    dl div {
      padding: 8px 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-control);
    }
    .mine {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-secondary-container);
    }
    dd {
      font: var(--mat-sys-label-large);
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class ConflictPanel {
  private readonly words = inject(ServerWords);
  protected readonly store = inject(TicketStore);
  private readonly i18n = inject(TranslocoService);
  private readonly errorText = inject(ErrorText);
  protected readonly theirs = computed(() => {
    const ticket = this.store.ticket();
    const conflict = this.store.conflict();
    return ticket === null || conflict === null ? '' : this.valueOf(ticket, conflict.field);
  });
  protected readonly problem = computed(() => {
    const error = this.store.changeError();
    // The server's sentence names the winner of a claim, or what is allowed now.
    return error === null ? '' : error.status === 409 ? error.message : this.errorText.of(error);
  });

  private valueOf(ticket: TicketDto, field: ChangedField): string {
    const say = (key: string): string => this.i18n.translate<string>(key);
    switch (field) {
      case 'status':
        return this.words.status(ticket.statusLabel);
      case 'priority':
        return say(`priority.${ticket.priority}`);
      case 'assignee':
        return ticket.assignee?.name ?? say('tickets.unassigned');
      case 'category':
        return ticket.category.name;
      case 'tags':
        return ticket.tags.join(', ') || say('tickets.details.noTags');
      case 'team':
        return ticket.team?.name ?? say('tickets.details.noTeam');
      case 'impact':
      case 'urgency':
        return say(`tickets.level.${ticket[field] ?? 'none'}`);
      case 'confidential':
        return say(ticket.confidential ? 'tickets.yes' : 'tickets.no');
      case 'subject':
        return ticket.subject;
    }
  }
}
