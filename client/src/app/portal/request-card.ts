import { Component, computed, input, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketListItemDto } from '../api/types';
import { StatusChip } from '../ui/status/status-chip';
import { Marked } from '../ui/prose/marked';
import { Time } from '../ui/time/time';
import { ExpectedReply } from './expected-reply';
import { ProgressLine } from './progress-line';
import { progressOf } from './request-progress';
import { ServerWords } from '../i18n/server-words';

/** One own request: how far it is and what happens next. The whole card leads to it. */
@Component({
  selector: 'ss-request-card',
  imports: [ExpectedReply, Marked, ProgressLine, RouterLink, StatusChip, Time, TranslocoDirective],
  template: `
    <article *transloco="let t" [attr.data-status]="request().status" [attr.data-number]="request().number">
      <div class="head">
        <h3 [class.is-unread]="request().isUnread">
          @if (request().isUnread) {
            <span class="dot" role="img" [attr.aria-label]="t('portal.unread')"></span>
          }
          <a [routerLink]="['/requests', request().number]">
            <ss-marked [text]="request().highlights?.subject ?? request().subject" />
          </a>
        </h3>
        <span class="number">{{ request().number }}</span>
      </div>
      @if (showsStatus()) {
        <ss-status-chip [status]="request().status" [label]="label()" />
      }
      @if (request().highlights?.text; as text) {
        <p class="excerpt"><ss-marked [text]="text" /></p>
      }
      @if (isRunning()) {
        <ss-progress-line [request]="request()" />
      }
      @if (news(); as message) {
        <p class="excerpt">
          <span class="ss-secondary">{{ message.author?.firstName || t('portal.desk') }}:</span>
          {{ message.text }}
        </p>
      }
      <p class="next">
        <span>
          {{ t(next().key, next().params) }}
          @if (request().expectedReplyAt; as due) {
            <ss-expected-reply class="due" [at]="due" />
          }
        </span>
        <ss-time [at]="request().updatedAt" />
      </p>
    </article>
  `,
  styles: `
    article {
      position: relative;
      display: grid;
      justify-items: start;
      gap: 10px;
      padding: 16px 20px;
    }
    article:hover {
      background: color-mix(in srgb, var(--mat-sys-on-surface) 3%, transparent);
    }
    .head,
    ss-progress-line,
    p {
      inline-size: 100%;
    }
    .head,
    .next {
      display: flex;
      justify-content: space-between;
      gap: 16px;
    }
    h3 {
      font: var(--mat-sys-title-medium);
      font-size: 0.9375rem;
    }
    .dot {
      display: inline-block;
      inline-size: 8px;
      block-size: 8px;
      margin-inline-end: 6px;
      border-radius: 50%;
      background: var(--mat-sys-primary);
    }
    .excerpt {
      inline-size: 100%;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    h3 a {
      color: var(--mat-sys-on-surface);
    }
    h3 a::after {
      content: '';
      position: absolute;
      inset: 0;
    }
    h3 a:focus-visible {
      outline: none;
    }
    article:has(a:focus-visible) {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: -4px;
      border-radius: var(--ss-radius-card);
    }
    .number,
    p {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .number {
      white-space: nowrap;
    }
    .due {
      color: var(--mat-sys-on-surface);
      font-weight: 500;
    }
    @media (width < 600px) {
      article {
        padding: 14px 16px;
      }
    }
  `,
})
export class RequestCard {
  private readonly words = inject(ServerWords);
  readonly request = input.required<TicketListItemDto>();
  /** The tracker names the status; the first page tells it by the steps alone. */
  readonly showsStatus = input(false);

  protected readonly progress = computed(() => progressOf(this.request()));
  protected readonly next = computed(() => this.progress().next);
  protected readonly isRunning = computed(() => !this.progress().isOver && this.request().status !== 'Closed');
  /** The last line of somebody else, while it was not read. */
  protected readonly news = computed(() => (this.request().isUnread ? this.request().lastMessage : null));
  /** A request that nobody has looked at carries the desk's word for it too, as mails and the phone do. */
  protected readonly label = computed(() => {
    const { status, statusLabel } = this.request();
    const words = this.words.status(statusLabel);
    return status === 'New' && statusLabel !== status
      ? `${this.words.status(status)}, ${words.toLocaleLowerCase()}`
      : words;
  });
}
