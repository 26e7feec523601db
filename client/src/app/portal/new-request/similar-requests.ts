import { NgTemplateOutlet } from '@angular/common';
import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { SimilarTicketDto } from '../../api/types';
import { ServerWords } from '../../i18n/server-words';
import { Session } from '../../session/session';
import { Icon } from '../../ui/icon/icon';
import { StatusGlyph } from '../../ui/status/status-glyph';

/**
 * Requests that look like the one that is being written, so that nobody asks twice. Folded to one line where the form would jump under the fingers.
 */
@Component({
  selector: 'ss-similar-requests',
  imports: [Icon, NgTemplateOutlet, RouterLink, StatusGlyph, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (isFolded()) {
        <details [class.is-empty]="items().length === 0">
          <summary [attr.aria-hidden]="items().length === 0 ? 'true' : null">
            <ss-icon name="history" [size]="16" />
            {{ t(items().length === 1 ? 'request.similar.one' : 'request.similar.many', { count: items().length }) }}
            <ss-icon class="sign" name="chevron-down" [size]="16" />
          </summary>
          <ng-container [ngTemplateOutlet]="list" />
        </details>
      } @else if (items().length > 0) {
        <section class="ss-card" aria-labelledby="similar">
          <h2 id="similar">{{ t('request.similar.title') }}</h2>
          <ng-container [ngTemplateOutlet]="list" />
        </section>
      }
      <p class="ss-visually-hidden" role="status">
        @if (items().length > 0) {
          {{ t(items().length === 1 ? 'request.similar.one' : 'request.similar.many', { count: items().length }) }}
        }
      </p>
      <ng-template #list>
        <ul>
          @for (item of items(); track item.ticket.id) {
            <li>
              <!-- In a tab of its own: chosen files would not survive the way back. -->
              <a target="_blank" [routerLink]="[page, item.ticket.number]">
                <ss-status-glyph [status]="item.ticket.status" />
                <span>
                  <strong>{{ item.ticket.subject }}</strong>
                  <span class="ss-secondary">
                    {{ item.ticket.number }}, {{ words.status(item.ticket.statusLabel) }}
                  </span>
                </span>
                <ss-icon name="external" [size]="16" [label]="t('request.similar.newTab')" />
              </a>
            </li>
          }
        </ul>
      </ng-template>
    </ng-container>
  `,
  styles: `
    section {
      padding: 16px 20px;
    }
    h2 {
      padding-block-end: 4px;
    }
    summary {
      display: flex;
      align-items: center;
      gap: 8px;
      min-block-size: 44px;
      color: var(--mat-sys-primary);
      font: var(--mat-sys-label-large);
      list-style: none;
      cursor: pointer;
    }
    summary::-webkit-details-marker {
      display: none;
    }
    /* Its place is kept: what is found while somebody types must not move what he types in. */
    .is-empty {
      visibility: hidden;
    }
    [open] .sign {
      transform: rotate(180deg);
    }
    a {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 44px;
      padding-block: 6px;
      color: var(--mat-sys-on-surface);
    }
    li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    a > ss-icon {
      margin-inline-start: auto;
      color: var(--mat-sys-on-surface-variant);
    }
    a > span {
      display: grid;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    strong {
      font: var(--mat-sys-label-large);
    }
  `,
})
export class SimilarRequests {
  readonly items = input.required<readonly SimilarTicketDto[]>();
  readonly isFolded = input(false);
  protected readonly words = inject(ServerWords);
  protected readonly page = inject(Session).can('ticket:work') ? '/tickets' : '/requests';
}
