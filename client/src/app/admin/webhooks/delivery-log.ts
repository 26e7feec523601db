import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError, type ApiError } from '../../api/api-error';
import type { WebhookDeliveryDto, WebhookDeliveryState } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Time } from '../../ui/time/time';
import { WebhooksApi } from './webhooks-api';

const POLL_MS = 5_000;
const STATES: readonly WebhookDeliveryState[] = ['waiting', 'held', 'delivered', 'failed'];

/** What was sent to one webhook and what came of it, newest first; refreshed while it is looked at. */
@Component({
  selector: 'ss-delivery-log',
  imports: [Control, EmptyState, Field, InPlaceError, MatButton, Skeleton, Time, TranslocoDirective],
  template: `
    <section *transloco="let t; prefix: 'admin.webhooks'" [attr.aria-label]="t('log')">
      <h2>{{ t('log') }}</h2>
      <ss-field [label]="t('filter')">
        <select #choice ssControl (change)="choose(choice.value)">
          <option value="">{{ t('all') }}</option>
          @for (one of states; track one) {
            <option [value]="one">{{ t('deliveryStates.' + one) }}</option>
          }
        </select>
      </ss-field>
      @if (rows(); as list) {
        @if (list.length === 0) {
          <ss-empty-state icon="send" [fact]="t('logNone')" />
        }
        @for (row of list; track row.id) {
          <details [attr.data-state]="row.state">
            <summary>
              <strong>{{ row.type }}</strong>
              <span>{{ t('deliveryStates.' + row.state) }}</span>
              <span class="ss-secondary">
                <ss-time [at]="row.createdAt" />
                · {{ t(row.attempts === 1 ? 'attemptsOne' : 'attempts', { count: row.attempts }) }}
              </span>
            </summary>
            @if (row.error) {
              <p class="error">{{ row.error }}</p>
            }
            @if (row.responseStatus !== null) {
              <p>{{ t('answered', { status: row.responseStatus, ms: row.durationMs }) }}</p>
            }
            @if (row.nextAttemptAt; as at) {
              <p>
                {{ t('next') }}
                <ss-time [at]="at" />
              </p>
            }
            <h3>{{ t('message') }}</h3>
            <pre>{{ row.body }}</pre>
            @if (row.responseBody) {
              <h3>{{ t('answer') }}</h3>
              <pre>{{ row.responseBody }}</pre>
            }
            @if (row.canRedeliver) {
              <button matButton="tonal" type="button" (click)="redeliver(row)">{{ t('redeliver') }}</button>
            }
          </details>
        }
        @if (next() !== null) {
          <button matButton="outlined" type="button" (click)="more()">{{ t('more') }}</button>
        }
      } @else if (error(); as failure) {
        <ss-in-place-error [title]="t('logFailed')" [error]="failure" (retry)="load()" />
      } @else {
        <ss-skeleton [rows]="3" />
      }
    </section>
  `,
  styles: `
    h2 {
      font: var(--mat-sys-title-small);
    }
    h3 {
      margin: 8px 0 4px;
      font: var(--mat-sys-label-medium);
    }
    details {
      padding-block: 8px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
      font: var(--mat-sys-body-small);
    }
    summary {
      min-block-size: 32px;
      cursor: pointer;
    }
    summary > * {
      margin-inline-end: 8px;
    }
    pre {
      margin: 0 0 8px;
      padding: 8px;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-surface-container);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    p {
      margin: 4px 0;
    }
    .error {
      color: var(--mat-sys-error);
    }
  `,
})
export class DeliveryLog {
  readonly webhookId = input.required<string>();

  private readonly api = inject(WebhooksApi);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly states = STATES;
  protected readonly rows = signal<readonly WebhookDeliveryDto[] | null>(null);
  protected readonly next = signal<string | null>(null);
  protected readonly error = signal<ApiError | null>(null);
  private readonly state = signal<WebhookDeliveryState | null>(null);
  private turn = 0;

  constructor() {
    effect(() => {
      this.webhookId();
      this.state();
      untracked(() => {
        this.rows.set(null);
        void this.load();
      });
    });
    // Older pages that were asked for stay as they are.
    whileVisible(async () => {
      if ((this.rows()?.length ?? 0) <= 25) {
        await this.load();
      }
    }, POLL_MS);
  }

  protected choose(value: string): void {
    this.state.set(STATES.find((one) => one === value) ?? null);
  }

  protected async load(): Promise<void> {
    const turn = ++this.turn;
    this.error.set(null);
    try {
      const page = await this.api.deliveries(this.webhookId(), this.state(), null);
      if (turn === this.turn) {
        this.rows.set(page.items);
        this.next.set(page.nextCursor);
      }
    } catch (error) {
      // Shown where the rows would be; rows that are there stay.
      this.error.set(toApiError(error));
    }
  }

  protected async more(): Promise<void> {
    try {
      const page = await this.api.deliveries(this.webhookId(), this.state(), this.next());
      this.rows.update((before) => [...(before ?? []), ...page.items]);
      this.next.set(page.nextCursor);
    } catch (error) {
      // The button stays.
      this.error.set(toApiError(error));
    }
  }

  protected async redeliver(row: WebhookDeliveryDto): Promise<void> {
    try {
      await this.api.redeliver(row);
      this.snackbar.show(this.i18n.translate<string>('admin.webhooks.redelivered'));
    } catch (error) {
      // It is on its way already, or gone: the log says which.
      this.error.set(toApiError(error));
    }
    await this.load();
  }
}
