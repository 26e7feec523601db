import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ServerWords } from '../../i18n/server-words';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Switch } from '../../ui/field/switch';
import { Icon } from '../../ui/icon/icon';
import { Part } from '../part';
import { Section } from '../section';
import { MailChoices } from './mail-choices';

@Component({
  selector: 'ss-notifications',
  imports: [Icon, InPlaceError, Part, Section, Skeleton, Switch, TranslocoDirective],
  providers: [MailChoices],
  template: `
    <ss-account-section *transloco="let t; prefix: 'account.notifications'" [title]="t('title')" [lead]="t('lead')">
      @if (choices.items()) {
        @if (free().length > 0) {
          <ss-account-part [title]="t('free')">
            <ul>
              @for (item of free(); track item.key) {
                <li>
                  <div class="what">
                    <p class="name" [id]="'ss-mail-' + item.key">
                      {{ words.of('mails.' + item.key + '.name', item.name) }}
                    </p>
                    <p class="ss-secondary" [id]="'ss-mail-about-' + item.key">
                      {{ words.of('mails.' + item.key + '.description', item.description) }}
                    </p>
                    @if (choices.failure()?.key === item.key) {
                      <p class="error" role="alert">
                        <ss-icon name="alert" [size]="16" />
                        {{ t('notSaved', { text: problem() }) }}
                      </p>
                    }
                  </div>
                  <ss-switch
                    [checked]="item.mail"
                    [labelledBy]="'ss-mail-' + item.key"
                    [describedBy]="'ss-mail-about-' + item.key"
                    (checkedChange)="choices.choose(item.key, $event)"
                  />
                </li>
              }
            </ul>
          </ss-account-part>
        }
        @if (fixed().length > 0) {
          <ss-account-part [title]="t('fixed')" [lead]="t('fixedLead')">
            <ul>
              @for (item of fixed(); track item.key) {
                <li>
                  <div class="what">
                    <p class="name">{{ words.of('mails.' + item.key + '.name', item.name) }}</p>
                    <p class="ss-secondary">{{ words.of('mails.' + item.key + '.description', item.description) }}</p>
                  </div>
                  <span class="always">
                    <ss-icon name="lock" [size]="16" />
                    {{ t('always') }}
                  </span>
                </li>
              }
            </ul>
          </ss-account-part>
        }
      } @else if (choices.error(); as error) {
        <ss-in-place-error class="ss-card" [title]="t('failed')" [error]="error" (retry)="choices.load()" />
      } @else {
        <ss-skeleton class="ss-card" [rows]="4" />
      }
    </ss-account-section>
  `,
  styles: `
    li {
      display: flex;
      align-items: center;
      gap: 16px;
      padding-block: 12px;
    }
    li:first-child {
      padding-block-start: 0;
    }
    li:last-child {
      padding-block-end: 0;
    }
    li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    .what {
      flex: 1;
    }
    .name {
      font: 500 0.9375rem / 1.5rem var(--ss-font);
    }
    .always {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
    .error {
      display: flex;
      gap: 6px;
      margin-block-start: 4px;
      color: var(--mat-sys-error);
      font: 500 0.75rem / 1rem var(--ss-font);
    }
  `,
})
export class Notifications {
  private readonly errorText = inject(ErrorText);
  protected readonly words = inject(ServerWords);
  protected readonly choices = inject(MailChoices);
  protected readonly free = computed(() => this.choices.items()?.filter(({ isFixed }) => !isFixed) ?? []);
  protected readonly fixed = computed(() => this.choices.items()?.filter(({ isFixed }) => isFixed) ?? []);
  protected readonly problem = computed(() => this.errorText.of(this.choices.failure()?.error));
}
