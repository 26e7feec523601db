import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketDto } from '../../api/types';
import { Now } from '../../ui/time/now';
import { Avatar } from '../../ui/people/avatar';
import { StatusGlyph } from '../../ui/status/status-glyph';

const OPEN = ['New', 'Open', 'In Progress', 'On Hold'] as const;
const SHOWN = 4;

/** Who asks: how to reach him, what time it is there, and what else he waits for. */
@Component({
  selector: 'ss-requester-card',
  imports: [Avatar, RouterLink, StatusGlyph, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (ticket().requester; as person) {
        <div class="head">
          <ss-avatar [name]="person.name" [picture]="person.avatarUrl" [size]="40" />
          <p>
            <strong>{{ person.name }}</strong>
            <span class="ss-secondary">
              {{ person.companyId }}
              @if (ticket().requesterDepartment; as department) {
                · {{ department }}
              }
            </span>
          </p>
        </div>
      }
      @if (card.value(); as person) {
        <p class="reach">
          <a [href]="'mailto:' + person.email">{{ person.email }}</a>
          @if (person.phone; as phone) {
            <a [href]="'tel:' + phone">{{ phone }}</a>
          }
          <span class="ss-secondary">{{ t('tickets.details.there', { time: time() }) }}</span>
        </p>
      }
      @if (others().length > 0) {
        <h4>{{ t('tickets.details.alsoOpen') }}</h4>
        <ul>
          @for (other of others(); track other.id) {
            <li>
              <ss-status-glyph [status]="other.status" />
              <a [routerLink]="['/tickets', other.number]" queryParamsHandling="preserve">{{ other.subject }}</a>
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
      font: var(--mat-sys-body-small);
    }
    .head {
      display: flex;
      align-items: center;
      gap: 12px;
    }
    .head p,
    .reach {
      display: grid;
      min-inline-size: 0;
    }
    strong {
      font: var(--mat-sys-label-large);
    }
    .reach a {
      min-block-size: 24px;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    h4 {
      margin-block: 4px -4px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
    ul {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 2px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 8px;
      min-block-size: 24px;
    }
    li a {
      min-inline-size: 0;
      padding-block: 3px;
      overflow: hidden;
      color: var(--mat-sys-on-surface);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class RequesterCard {
  readonly ticket = input.required<TicketDto>();

  private readonly api = inject(TicketsApi);
  private readonly now = inject(Now);
  private readonly id = computed(() => this.ticket().requester?.id ?? null);
  protected readonly card = new Loaded(() => this.api.person(this.id() ?? ''));
  private readonly open = new Loaded(() =>
    this.api.list({ requester: [this.id() ?? ''], status: [...OPEN], limit: SHOWN + 1 }),
  );
  protected readonly others = computed(() =>
    (this.open.value()?.items ?? []).filter(({ id }) => id !== this.ticket().id).slice(0, SHOWN),
  );
  /** The clock where the person is. */
  protected readonly time = computed(() =>
    new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: this.card.value()?.timeZone ?? 'UTC',
    }).format(this.now.current()),
  );

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => {
        this.card.reset();
        this.open.reset();
        if (id !== null) {
          void this.card.load();
          void this.open.load();
        }
      });
    });
  }
}
