import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { AccountApi } from '../account-api';
import { Part } from '../part';
import { PasswordStep } from './password-step';
import { RecoveryCodes } from './recovery-codes';
import { SecondFactorSetUp } from './set-up';

/** Fewer are a reason to make new ones. */
const FEW = 3;

/** The second factor of a person: set up, its recovery codes, switched off. */
@Component({
  selector: 'ss-second-factor',
  imports: [
    InPlaceError,
    MatButton,
    Notice,
    Part,
    PasswordStep,
    RecoveryCodes,
    SecondFactorSetUp,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t; prefix: 'account.factor'">
      <ss-account-part [title]="t('title')" [lead]="t('lead')">
        @if (factor.value(); as now) {
          <span partState class="state" [class.is-on]="now.isEnabled">{{ t(now.isEnabled ? 'on' : 'off') }}</span>
        }
        @if (factor.value(); as now) {
          @if (codes(); as list) {
            <ss-recovery-codes [codes]="list" (done)="kept()" />
          } @else if (doing() === 'setUp') {
            <ss-second-factor-set-up [takesFocus]="true" (confirmed)="factor.refresh()" (done)="isSetUp()">
              <button matButton="text" type="button" (click)="close()">{{ t('cancel') }}</button>
            </ss-second-factor-set-up>
          } @else if (doing() === 'renew') {
            <ss-password-step
              [text]="t('renewText')"
              [act]="t('renewAct')"
              [title]="t('renewFailed')"
              [run]="renew"
              (cancelled)="close()"
            />
          } @else if (doing() === 'remove') {
            <ss-password-step
              [text]="t('removeText')"
              [act]="t('remove')"
              [title]="t('removeFailed')"
              [isDangerous]="true"
              [run]="remove"
              (cancelled)="close()"
            />
          } @else if (now.isEnabled) {
            @if (isFew()) {
              <ss-notice tone="warn">
                <strong>{{ t(now.recoveryCodesLeft === 0 ? 'none' : 'few', { count: now.recoveryCodesLeft }) }}</strong>
                {{ t('fewHint') }}
              </ss-notice>
            } @else {
              <p>{{ t('left', { count: now.recoveryCodesLeft }) }}</p>
            }
            <div class="ss-actions">
              <button matButton="outlined" type="button" (click)="doing.set('renew')">{{ t('renew') }}</button>
              @if (!now.isRequired) {
                <button matButton="text" class="ss-danger" type="button" (click)="doing.set('remove')">
                  {{ t('remove') }}
                </button>
              }
            </div>
            @if (now.isRequired) {
              <p class="ss-secondary">{{ t('required') }}</p>
            }
          } @else {
            <div class="ss-actions">
              <button matButton="outlined" type="button" (click)="doing.set('setUp')">{{ t('setUp') }}</button>
            </div>
          }
        } @else if (factor.error(); as error) {
          <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="factor.load()" />
        } @else {
          <ss-skeleton [rows]="1" />
        }
      </ss-account-part>
    </ng-container>
  `,
  styles: `
    .state {
      padding: 2px 8px;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-surface-container);
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
    .state.is-on {
      background: var(--ss-ok-container);
      color: var(--ss-on-ok-container);
    }
  `,
})
export class SecondFactor {
  private readonly api = inject(AccountApi);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly factor = new Loaded(() => this.api.secondFactor());
  private readonly part = viewChild.required(Part);
  protected readonly doing = signal<'setUp' | 'renew' | 'remove' | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly isFew = computed(() => (this.factor.value()?.recoveryCodesLeft ?? FEW) < FEW);

  protected readonly renew = async (password: string): Promise<void> => {
    this.codes.set(await this.api.renewRecoveryCodes(password));
    this.part().focus();
  };

  protected readonly remove = async (password: string): Promise<void> => {
    await this.api.removeSecondFactor(password);
    this.close();
    this.snackbar.show(this.say('removed'));
    await this.factor.refresh();
  };

  constructor() {
    void this.factor.load();
  }

  protected isSetUp(): void {
    this.close();
    this.snackbar.show(this.say('isOn'));
  }

  protected async kept(): Promise<void> {
    this.codes.set(null);
    this.close();
    await this.factor.refresh();
  }

  /** The state stands there again. */
  protected close(): void {
    this.doing.set(null);
    this.part().focus();
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`account.factor.${key}`);
  }
}
