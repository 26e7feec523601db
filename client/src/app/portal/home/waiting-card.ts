import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketListItemDto } from '../../api/types';
import { Icon } from '../../ui/icon/icon';
import { Time } from '../../ui/time/time';
import type { Ask } from './home-store';

/** Something that goes on only when the requester says a word. */
@Component({
  selector: 'ss-waiting-card',
  imports: [Icon, RouterLink, Time, TranslocoDirective],
  template: `
    <article *transloco="let t" [attr.data-status]="request().status">
      <p class="head">
        <ss-icon [name]="isSolved() ? 'check' : 'reply'" [size]="16" />
        {{ t(isSolved() ? 'portal.step.toConfirm' : 'portal.step.waitingForYou') }}
      </p>
      <h2>{{ request().subject }}</h2>
      @if (ask(); as ask) {
        <p class="ask">
          <span>{{ t(isSolved() ? 'portal.says' : 'portal.asks', { who: ask.who || t('portal.desk') }) }}</span>
          {{ ask.text }}
        </p>
      }
      <div class="ss-actions">
        <a class="ss-button" [routerLink]="['/requests', request().number]">
          {{ t(isSolved() ? 'portal.check' : 'portal.answer') }}
        </a>
        <span class="ss-secondary">
          {{ request().number }},
          <ss-time [at]="request().updatedAt" as="day" />
        </span>
      </div>
    </article>
  `,
  styles: `
    article {
      display: grid;
      gap: 8px;
      padding: 16px 20px 20px;
      background: var(--ss-pane-page);
      border: 1px solid var(--ss-warn);
      border-radius: var(--ss-radius-card);
    }
    .head {
      display: flex;
      align-items: center;
      gap: 8px;
      color: var(--ss-warn);
      font: var(--mat-sys-label-large);
    }
    .ask {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      overflow: hidden;
    }
    .ask span {
      color: var(--mat-sys-on-surface-variant);
    }
    .ss-actions {
      padding-block-start: 4px;
    }
    @media (width < 600px) {
      .ss-actions a {
        inline-size: 100%;
      }
    }
  `,
})
export class WaitingCard {
  readonly request = input.required<TicketListItemDto>();
  readonly ask = input.required<Ask | null>();
  protected readonly isSolved = computed(() => this.request().status === 'Resolved');
}
