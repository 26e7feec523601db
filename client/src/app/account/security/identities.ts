import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Dialogs } from '../../ui/dialog/dialogs';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Time } from '../../ui/time/time';
import type { IdentityDto } from '../../api/types';
import { AccountApi } from '../account-api';
import { Part } from '../part';
import { PasswordStep } from '../second-factor/password-step';
import { WaysIn } from './ways-in';

/** Other providers that may sign a person in. Nothing is shown to who has none. */
@Component({
  selector: 'ss-identities',
  imports: [Icon, InPlaceError, MatButton, Part, PasswordStep, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.identities'">
      @if (ways.known.error(); as error) {
        <ss-account-part [title]="t('title')">
          <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="ways.known.load()" />
        </ss-account-part>
      } @else if (ways.known.value()?.items?.length) {
        <ss-account-part [title]="t('title')" [lead]="t('lead')">
          <ul class="ss-rows">
            @for (identity of ways.known.value()?.items; track identity.id) {
              <li>
                <ss-icon name="link" />
                <div class="what">
                  <strong>{{ identity.providerName }}</strong>
                  <p class="ss-secondary">{{ identity.email }}</p>
                  <p class="ss-secondary">
                    {{ t('linked') }}
                    <ss-time [at]="identity.linkedAt" as="day" />
                    @if (identity.lastUsedAt; as at) {
                      · {{ t('used') }}
                      <ss-time [at]="at" as="day" />
                    }
                  </p>
                </div>
                <button
                  matButton="outlined"
                  type="button"
                  [attr.aria-label]="t('unlinkNamed', { name: identity.providerName })"
                  (click)="unlink(identity)"
                >
                  {{ t('unlink') }}
                </button>
              </li>
            }
          </ul>
          @if (leaving(); as identity) {
            <ss-password-step
              [text]="t('unlinkText', { name: identity.providerName })"
              [act]="t('unlinkNamed', { name: identity.providerName })"
              [title]="t('notUnlinked')"
              [isDangerous]="true"
              [run]="unlinkNow"
              (cancelled)="leaving.set(null)"
            />
          }
        </ss-account-part>
      }
    </ng-container>
  `,
})
export class Identities {
  private readonly api = inject(AccountApi);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly ways = inject(WaysIn);
  /** Waits for the password. */
  protected readonly leaving = signal<IdentityDto | null>(null);

  protected readonly unlinkNow = async (password: string): Promise<void> => {
    const identity = this.leaving();
    if (identity !== null) {
      await this.api.unlinkIdentity(identity.id, password);
      this.leaving.set(null);
      await this.tell(identity);
    }
  };

  protected async unlink(identity: IdentityDto): Promise<void> {
    if (this.ways.hasPassword()) {
      this.leaving.set(identity);
      return;
    }
    const name = identity.providerName;
    const isUnlinked = await this.dialogs.confirm({
      title: this.say('unlinkTitle', { name }),
      text: this.say('unlinkText', { name }),
      act: this.say('unlinkAct'),
      isDangerous: true,
      run: () => this.api.unlinkIdentity(identity.id),
    });
    if (isUnlinked) {
      await this.tell(identity);
    }
  }

  private async tell({ providerName }: IdentityDto): Promise<void> {
    this.snackbar.show(this.say('unlinked', { name: providerName }));
    await this.ways.known.refresh();
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`account.identities.${key}`, values);
  }
}
