import { Component, computed, inject, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { SessionDto } from '../../api/types';
import { Session } from '../../session/session';
import { Dialogs } from '../../ui/dialog/dialogs';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { readUserAgent } from '../../ui/sessions/user-agent';
import { Time } from '../../ui/time/time';
import { AccountApi } from '../account-api';
import { Part } from '../part';

@Component({
  selector: 'ss-sessions',
  imports: [Icon, InPlaceError, MatButton, Part, Skeleton, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.sessions'">
      <ss-account-part [title]="t('title')" [lead]="t('lead')">
        @if (sessions.value(); as list) {
          <ul class="ss-rows">
            @for (session of list; track session.id) {
              <li>
                <ss-icon [name]="isPhone(session) ? 'phone' : 'laptop'" />
                <div class="what">
                  <p class="name">
                    <strong>{{ nameOf(session) }}</strong>
                    @if (session.isCurrent) {
                      <span class="here">{{ t('current') }}</span>
                    }
                  </p>
                  <p class="ss-secondary">
                    {{ t('used') }}
                    <ss-time [at]="session.lastUsedAt" as="day" />
                    @if (session.ip) {
                      {{ t('from', { ip: session.ip }) }}
                    }
                  </p>
                  <p class="ss-secondary">
                    {{ t('since') }}
                    <ss-time [at]="session.createdAt" as="day" />
                  </p>
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
          <div class="ss-actions">
            @if (hasOthers()) {
              <button matButton="outlined" type="button" (click)="endOthers()">{{ t('endOthers') }}</button>
            }
            <button matButton="outlined" class="ss-danger" type="button" (click)="endAll()">{{ t('endAll') }}</button>
          </div>
        } @else if (sessions.error(); as error) {
          <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="sessions.load()" />
        } @else {
          <ss-skeleton [rows]="2" />
        }
      </ss-account-part>
    </ng-container>
  `,
  styles: `
    .name {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 8px;
    }
    .here {
      padding: 2px 8px;
      border-radius: var(--ss-radius-control);
      background: var(--ss-ok-container);
      color: var(--ss-on-ok-container);
      font: var(--mat-sys-label-medium);
    }
  `,
})
export class Sessions {
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly sessions = new Loaded(() => this.api.sessions());
  private readonly part = viewChild.required(Part);
  protected readonly hasOthers = computed(() => this.sessions.value()?.some(({ isCurrent }) => !isCurrent) ?? false);

  constructor() {
    void this.sessions.load();
  }

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
      this.snackbar.show(this.say('ended'));
      await this.sessions.refresh();
      this.part().focus();
    }
  }

  protected async endOthers(): Promise<void> {
    const isEnded = await this.dialogs.confirm({
      title: this.say('endOthersTitle'),
      text: this.say('endOthersText'),
      act: this.say('endOthers'),
      isDangerous: true,
      run: () => this.api.endSessions('others'),
    });
    if (isEnded) {
      this.snackbar.show(this.say('othersEnded'));
      await this.sessions.refresh();
      this.part().focus();
    }
  }

  protected async endAll(): Promise<void> {
    const isEnded = await this.dialogs.confirm({
      title: this.say('endAllTitle'),
      text: this.say('endAllText'),
      act: this.say('endAll'),
      isDangerous: true,
      run: async () => {
        await this.api.endSessions('all');
        // At once, before some other call finds it ended.
        this.session.forget();
      },
    });
    if (isEnded) {
      await this.router.navigateByUrl('/login');
      this.snackbar.show(this.say('allEnded'));
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`account.sessions.${key}`, values);
  }
}
