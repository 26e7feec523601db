import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { SessionDto } from '../../api/types';
import { Dialogs } from '../../ui/dialog/dialogs';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Time } from '../../ui/time/time';
import { AccountApi } from '../account-api';
import { readUserAgent } from '../../ui/sessions/user-agent';

@Component({
  selector: 'ss-sessions',
  imports: [Icon, InPlaceError, MatButton, Skeleton, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.sessions'">
      <h2>{{ t('title') }}</h2>
      @if (sessions.error(); as error) {
        <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="sessions.reload()" />
      } @else if (!sessions.hasValue()) {
        <ss-skeleton [rows]="2" />
      } @else {
        <ul>
          @for (session of sessions.value().items; track session.id) {
            <li>
              <ss-icon [name]="isPhone(session) ? 'phone' : 'laptop'" />
              <div class="what">
                <strong>{{ nameOf(session) }}</strong>
                <span class="ss-secondary">
                  @if (session.isCurrent) {
                    {{ t('current') }}
                  } @else {
                    {{ t('used') }}
                    <ss-time [at]="session.lastUsedAt" as="day" />
                  }
                  @if (session.ip) {
                    · {{ session.ip }}
                  }
                </span>
              </div>
              @if (!session.isCurrent) {
                <button
                  matButton="outlined"
                  type="button"
                  [attr.aria-label]="t('endNamed', { name: nameOf(session) })"
                  (click)="end(session)"
                >
                  {{ t('end') }}
                </button>
              }
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    ul {
      margin-block-start: 8px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 56px;
    }
    li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    .what {
      display: grid;
      flex: 1;
    }
    strong {
      font: var(--mat-sys-title-small);
    }
    li > ss-icon {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class Sessions {
  private readonly api = inject(AccountApi);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly sessions = this.api.sessions();

  protected nameOf({ userAgent }: SessionDto): string {
    const read = readUserAgent(userAgent ?? '');
    return read === null ? (userAgent?.slice(0, 60) ?? this.say('unknown')) : this.say('on', read);
  }

  protected isPhone({ userAgent }: SessionDto): boolean {
    return /iPhone|Android/.test(userAgent ?? '');
  }

  protected async end(session: SessionDto): Promise<void> {
    const name = this.nameOf(session);
    const isEnded = await this.dialogs.confirm({
      title: this.say('endTitle'),
      text: this.say('endText', { name }),
      act: this.say('endAct'),
      isDangerous: true,
      run: () => this.api.endSession(session.id),
    });
    if (isEnded) {
      this.sessions.reload();
      this.snackbar.show(this.say('ended'));
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`account.sessions.${key}`, values);
  }
}
