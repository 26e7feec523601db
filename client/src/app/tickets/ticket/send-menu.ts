import { Component, computed, inject, input, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CommentVisibility } from '../../api/tickets-api';
import type { TicketDto } from '../../api/types';
import { Session } from '../../session/session';
import { Icon } from '../../ui/icon/icon';
import { Menu } from '../../ui/menu/menu';
import { MenuItem } from '../../ui/menu/menu-item';

/** What may become of the ticket with the message. */
export type SendAct = 'send' | 'resolve' | 'hold' | 'take';

/** One press sends; beside it what may be done in the same breath. */
@Component({
  selector: 'ss-send-menu',
  imports: [Icon, MatButton, Menu, MenuItem, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button matButton="filled" type="submit" [class.has-more]="acts().length > 0" [disabled]="isSending()">
        @if (isSending()) {
          {{ t('tickets.compose.sending') }}
        } @else if (kind() === 'internal') {
          {{ t('tickets.compose.addNote') }}
        } @else {
          {{ t('tickets.compose.send', { count: count() }) }}
        }
      </button>
      @if (acts().length > 0 && !isSending()) {
        <ss-menu placement="above-end" [label]="t('tickets.compose.more')">
          <span menuTrigger class="more"><ss-icon name="chevron-down" [size]="16" /></span>
          @for (act of acts(); track act) {
            <button ssMenuItem type="button" (click)="chosen.emit(act)">
              {{ t('tickets.compose.act.' + kind() + '.' + act) }}
            </button>
          }
        </ss-menu>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: inline-flex;
      gap: 1px;
    }
    .has-more {
      border-start-end-radius: 0;
      border-end-end-radius: 0;
    }
    .more {
      display: grid;
      place-items: center;
      inline-size: 36px;
      block-size: var(--ss-button-height);
      border-radius: 0 var(--ss-radius-control) var(--ss-radius-control) 0;
      background: var(--mat-button-filled-container-color, var(--mat-sys-primary));
      color: var(--mat-button-filled-label-text-color, var(--mat-sys-on-primary));
    }
    @media (width < 600px) {
      .more {
        inline-size: 44px;
        block-size: 44px;
      }
    }
  `,
})
export class SendMenu {
  readonly ticket = input.required<TicketDto>();
  readonly kind = input.required<CommentVisibility>();
  /** How many get it. */
  readonly count = input.required<number>();
  readonly isSending = input.required<boolean>();
  readonly chosen = output<SendAct>();

  private readonly session = inject(Session);
  private readonly menu = viewChild(Menu);
  protected readonly acts = computed<readonly SendAct[]>(() => {
    const { transitions, allowedActions, assignee } = this.ticket();
    const may = (status: string): boolean => transitions.some(({ to }) => to === status);
    const isMine = assignee !== null && assignee.id === this.session.user()?.id;
    return [
      ...(may('Resolved') && this.kind() === 'public' ? (['resolve'] as const) : []),
      ...(may('On Hold') ? (['hold'] as const) : []),
      ...(!isMine && (allowedActions.includes('claim') || allowedActions.includes('assign'))
        ? (['take'] as const)
        : []),
    ];
  });

  open(): void {
    this.menu()?.open();
  }
}
