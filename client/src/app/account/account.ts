import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { InPlaceError } from '../ui/feedback/in-place-error';
import { Skeleton } from '../ui/feedback/skeleton';
import { AccountApi } from './account-api';
import { Appearance } from './appearance/appearance';
import { ChangePassword } from './password/change-password';
import { Profile } from './profile/profile';
import { Sessions } from './sessions/sessions';

/** What a person may see and change about himself. */
@Component({
  selector: 'ss-account',
  imports: [Appearance, ChangePassword, InPlaceError, Profile, Sessions, Skeleton, TranslocoDirective],
  template: `
    <div class="ss-page" *transloco="let t; prefix: 'account'">
      <h1>{{ t('title') }}</h1>
      <div class="ss-page-columns">
        <div class="column">
          <section class="ss-card" [attr.aria-label]="t('profile.title')">
            @if (me.error(); as error) {
              <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="me.reload()" />
            } @else if (!me.hasValue()) {
              <ss-skeleton [rows]="5" />
            } @else {
              <ss-profile [account]="me.value()" (saved)="me.set($event)" (stale)="me.reload()" />
            }
          </section>
          <section class="ss-card" [attr.aria-label]="t('sessions.title')"><ss-sessions /></section>
        </div>
        <div class="column">
          <section class="ss-card" [attr.aria-label]="t('appearance.title')"><ss-appearance /></section>
          <section class="ss-card" [attr.aria-label]="t('password.title')">
            <ss-change-password [owner]="me.hasValue() ? me.value() : {}" />
          </section>
        </div>
      </div>
    </div>
  `,
  styles: `
    h1 {
      margin-block-end: 20px;
    }
    .column {
      display: grid;
      gap: 20px;
    }
    section {
      display: block;
      padding: 20px;
    }
  `,
})
export class Account {
  protected readonly me = inject(AccountApi).me();
}
