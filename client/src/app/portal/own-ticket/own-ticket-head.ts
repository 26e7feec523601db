import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketDto } from '../../api/types';
import { ServerWords } from '../../i18n/server-words';
import { Session } from '../../session/session';
import { Icon } from '../../ui/icon/icon';
import { Menu } from '../../ui/menu/menu';
import { MenuItem } from '../../ui/menu/menu-item';
import { StatusChip } from '../../ui/status/status-chip';
import { ExpectedReply } from '../expected-reply';
import { ProgressLine } from '../progress-line';
import { progressOf } from '../request-progress';
import { OwnTicketActs } from './own-ticket-acts';
import { OwnTicketStore } from './own-ticket-store';

/** What the request is, how far it is, who else hears of it, and what can be done about the whole of it. */
@Component({
  selector: 'ss-own-ticket-head',
  imports: [
    ExpectedReply,
    Icon,
    MatIconButton,
    Menu,
    MenuItem,
    ProgressLine,
    RouterLink,
    StatusChip,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <div class="bar">
        <a matIconButton routerLink="/requests" [attr.aria-label]="t('request.toRequests')">
          <ss-icon name="chevron-left" />
        </a>
        <span class="ss-secondary">{{ ticket().number }}</span>
        <ss-status-chip [status]="ticket().status" [label]="words.status(ticket().statusLabel)" />
        @if (hasMenu()) {
          <ss-menu class="menu" [label]="t('request.menu.label')">
            <span menuTrigger class="dots"><ss-icon name="more" /></span>
            @if (store.can('close') && ticket().status !== 'Resolved') {
              <button ssMenuItem type="button" (click)="acts.itWorks()">
                <ss-icon name="check" [size]="16" />
                {{ t('request.menu.close') }}
              </button>
            }
            @if (store.can('watch') || store.can('unwatch')) {
              <button ssMenuItem type="button" (click)="acts.toggleWatch()">
                <ss-icon [name]="store.can('unwatch') ? 'eye-off' : 'eye'" [size]="16" />
                {{ t(store.can('unwatch') ? 'request.menu.unwatch' : 'request.menu.watch') }}
              </button>
            }
            @if (store.can('withdraw')) {
              <button ssMenuItem type="button" (click)="acts.withdraw()">
                <ss-icon name="undo" [size]="16" />
                {{ t('request.menu.withdraw') }}
              </button>
            }
          </ss-menu>
        }
      </div>
      <h1>{{ ticket().subject }}</h1>
      <ss-progress-line [request]="ticket()" />
      <p class="next">
        {{ t(progress().next.key, progress().next.params) }}
        @if (ticket().expectedReplyAt; as due) {
          <ss-expected-reply class="due" [at]="due" />
        }
      </p>
      @if (ticket().confidential || others() || store.followUps().length > 0) {
        <ul class="facts">
          @if (ticket().confidential) {
            <li>
              <ss-icon name="lock" [size]="16" />
              {{ t('request.confidential') }}
            </li>
          }
          @if (others(); as names) {
            <li>
              <ss-icon name="users" [size]="16" />
              {{ t('request.informed', { names }) }}
            </li>
          }
          @for (link of store.followUps(); track link.id) {
            <li>
              <ss-icon name="link" [size]="16" />
              {{ t('request.links.' + link.type) }}
              <a [routerLink]="['/requests', link.ticket.number]">{{ link.ticket.number }} {{ link.ticket.subject }}</a>
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 10px;
    }
    .bar {
      display: flex;
      align-items: center;
      gap: 8px;
      margin-inline: -12px;
    }
    .menu {
      margin-inline-start: auto;
    }
    .dots {
      display: inline-grid;
      place-items: center;
      inline-size: 44px;
      block-size: 44px;
      color: var(--mat-sys-on-surface-variant);
    }
    h1 {
      font: var(--mat-sys-headline-small);
      overflow-wrap: anywhere;
    }
    .next {
      color: var(--mat-sys-on-surface-variant);
    }
    .due {
      color: var(--mat-sys-on-surface);
      font-weight: 500;
    }
    .facts {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .facts li {
      display: flex;
      align-items: center;
      gap: 6px;
      min-block-size: 24px;
    }
  `,
})
export class OwnTicketHead {
  readonly ticket = input.required<TicketDto>();

  protected readonly store = inject(OwnTicketStore);
  protected readonly acts = inject(OwnTicketActs);
  protected readonly words = inject(ServerWords);
  private readonly session = inject(Session);
  protected readonly progress = computed(() => progressOf(this.ticket()));
  protected readonly hasMenu = computed(() =>
    (['withdraw', 'watch', 'unwatch', 'close'] as const).some((action) => this.store.can(action)),
  );
  /** Who hears of it beside the person who reads this. */
  protected readonly others = computed(() => {
    const me = this.session.user()?.id;
    const { requester, watchers } = this.ticket();
    const people = [...(requester === null ? [] : [requester]), ...watchers].filter(({ id }) => id !== me);
    return [...new Set(people.map(({ name }) => name))].join(', ');
  });
}
