import { Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Section } from '../section';
import { SecondFactor } from '../second-factor/second-factor';
import { ChangePassword } from './change-password';
import { Identities } from './identities';
import { Sessions } from './sessions';
import { WaysIn } from './ways-in';

/** What lets a person in, and where he is in. */
@Component({
  selector: 'ss-security',
  imports: [ChangePassword, Identities, SecondFactor, Section, Sessions, TranslocoDirective],
  providers: [WaysIn],
  template: `
    <ss-account-section *transloco="let t; prefix: 'account.security'" [title]="t('title')" [lead]="t('lead')">
      <ss-change-password />
      <ss-second-factor />
      <ss-sessions />
      <ss-identities />
    </ss-account-section>
  `,
})
export class Security {}
