import { Component, inject, input, signal, type OnInit } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import { Session } from '../../session/session';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { AuthApi } from '../auth-api';
import { AuthFrame } from '../auth-frame';

/** Opened by the link that goes to a new address; needs no sign-in, since the mail may be read elsewhere. */
@Component({
  selector: 'ss-confirm-email',
  imports: [AuthFrame, InPlaceError, MatButton, Notice, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <ss-auth-frame>
      <ng-container *transloco="let t; prefix: 'auth.confirmEmail'">
        <h1>{{ t('title') }}</h1>
        @switch (state()) {
          @case ('done') {
            <ss-notice tone="ok">
              <strong>{{ t('done') }}</strong>
              <br />
              {{ t('doneHint') }}
            </ss-notice>
          }
          @case ('invalid') {
            <ss-notice tone="warn">
              <strong>{{ t('invalid') }}</strong>
              <br />
              {{ t('invalidHint') }}
            </ss-notice>
          }
          @case ('failed') {
            <ss-in-place-error [title]="t('failed')" [error]="failure()" (retry)="confirm()" />
          }
          @default {
            <ss-skeleton [rows]="2" [attr.aria-label]="t('checking')" />
          }
        }
        @if (state() === 'done' || state() === 'invalid') {
          @if (session.isSignedIn()) {
            <a matButton="filled" class="ss-wide" routerLink="/account/profile">{{ t('toProfile') }}</a>
          } @else {
            <a matButton="filled" class="ss-wide" routerLink="/login">{{ t('toLogin') }}</a>
          }
        }
      </ng-container>
    </ss-auth-frame>
  `,
})
export class ConfirmEmail implements OnInit {
  /** From the link. */
  readonly token = input('');

  private readonly api = inject(AuthApi);
  protected readonly session = inject(Session);
  protected readonly state = signal<'waiting' | 'done' | 'invalid' | 'failed'>('waiting');
  protected readonly failure = signal<unknown>(null);

  ngOnInit(): void {
    void this.confirm();
  }

  protected async confirm(): Promise<void> {
    this.state.set('waiting');
    try {
      await this.api.confirmEmail(this.token());
      this.state.set('done');
    } catch (error) {
      const { code, details } = toApiError(error);
      this.failure.set(error);
      this.state.set(code === 'LINK_INVALID' || details['token'] !== undefined ? 'invalid' : 'failed');
    }
  }
}
