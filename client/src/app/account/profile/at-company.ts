import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { OwnAccountDto } from '../../api/types';
import { CopyButton } from '../../ui/feedback/copy-button';
import { Time } from '../../ui/time/time';
import { Part } from '../part';

/** What others have set about a person. */
@Component({
  selector: 'ss-at-company',
  imports: [CopyButton, Part, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.company'">
      <ss-account-part [title]="t('title')" [lead]="t('lead')">
        <dl>
          <div>
            <dt>{{ t('id') }}</dt>
            <dd>
              {{ account().companyId }}
              <ss-copy-button [text]="account().companyId" [label]="t('copyId')" />
            </dd>
          </div>
          <div>
            <dt>{{ t('role') }}</dt>
            <dd>{{ account().role }}</dd>
          </div>
          <div>
            <dt>{{ t('teams') }}</dt>
            <dd>{{ teams() || t('noTeam') }}</dd>
          </div>
          <div>
            <dt>{{ t('since') }}</dt>
            <dd><ss-time [at]="account().createdAt" as="day" /></dd>
          </div>
        </dl>
      </ss-account-part>
    </ng-container>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
      gap: 16px 24px;
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
    dd {
      font: var(--mat-sys-body-large);
    }
  `,
})
export class AtCompany {
  readonly account = input.required<OwnAccountDto>();

  protected readonly teams = computed(() =>
    this.account()
      .teams.map(({ name }) => name)
      .join(', '),
  );
}
