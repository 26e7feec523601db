import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Email } from './email';
import { OwnAccount } from '../own-account';
import { Section } from '../section';
import { AtCompany } from './at-company';
import { Photo } from './photo';
import { ProfileForm } from './profile-form';

/** Who one is to the others. */
@Component({
  selector: 'ss-profile',
  imports: [AtCompany, Email, InPlaceError, Photo, ProfileForm, Section, Skeleton, TranslocoDirective],
  template: `
    <ss-account-section *transloco="let t; prefix: 'account'" [title]="t('profile.title')" [lead]="t('profile.lead')">
      @if (account.value(); as me) {
        <ss-account-photo [account]="me" />
        <ss-profile-form [account]="me" />
        <ss-account-email [account]="me" />
        <ss-at-company [account]="me" />
      } @else if (account.error(); as error) {
        <ss-in-place-error class="ss-card" [title]="t('failed')" [error]="error" (retry)="account.load()" />
      } @else {
        <ss-skeleton class="ss-card" [rows]="5" />
      }
    </ss-account-section>
  `,
})
export class Profile {
  protected readonly account = inject(OwnAccount);
}
