import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { AccountDto } from '../../../api/types';
import { Session } from '../../../session/session';
import { Dialogs } from '../../../ui/dialog/dialogs';
import { ErrorText } from '../../../ui/feedback/error-text';
import { Notice } from '../../../ui/feedback/notice';
import { Snackbar } from '../../../ui/feedback/snackbar';
import { PersonStore } from './person-store';
import { StakesText } from './stakes-text';

/** The decisions on one person, as far as the server allows them now. */
@Component({
  selector: 'ss-person-acts',
  imports: [MatButton, Notice, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.people'">
      <div class="ss-actions">
        @if (store.can('approve')) {
          <button matButton="filled" type="button" [disabled]="isBusy()" (click)="approve()">{{ t('approve') }}</button>
        }
        @if (store.can('reinstate')) {
          <button matButton="filled" type="button" [disabled]="isBusy()" (click)="reinstate()">
            {{ t('reinstate') }}
          </button>
        }
        @if (store.can('invite')) {
          <button matButton="tonal" type="button" [disabled]="isBusy()" (click)="invite()">{{ t('invite') }}</button>
        }
        @if (canExplain) {
          <a matButton="outlined" routerLink="/admin/explain" [queryParams]="{ person: account().id }">
            {{ t('explain') }}
          </a>
        }
        @if (store.can('reject')) {
          <button matButton="outlined" class="ss-danger" type="button" [disabled]="isBusy()" (click)="reject()">
            {{ t('reject') }}
          </button>
        }
        @if (store.can('suspend')) {
          <button matButton="outlined" class="ss-danger" type="button" [disabled]="isBusy()" (click)="suspend()">
            {{ t('suspend') }}
          </button>
        }
      </div>
      @if (problem(); as text) {
        <ss-notice tone="error">
          <strong>{{ t('actFailed') }}.</strong>
          {{ text }}
        </ss-notice>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    ss-notice {
      margin-block-start: 12px;
    }
  `,
})
export class PersonActs {
  readonly account = input.required<AccountDto>();

  protected readonly store = inject(PersonStore);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly stakes = inject(StakesText);
  private readonly i18n = inject(TranslocoService);

  /** A word of a later kind is simply not among the permissions of an older server. */
  protected readonly canExplain = [...inject(Session).permissions()].some((word: string) => word === 'access:explain');
  protected readonly problem = signal('');
  protected readonly isBusy = signal(false);

  protected approve(): Promise<void> {
    return this.act(() => this.store.approve(), 'approved');
  }

  protected reinstate(): Promise<void> {
    return this.act(() => this.store.reinstate(), 'reinstated');
  }

  protected invite(): Promise<void> {
    return this.act(() => this.store.invite(), 'invitedAgain');
  }

  protected reject(): Promise<void> {
    return this.ask('reject', this.say('rejectText'), (reason) => this.store.reject(reason), 'rejected');
  }

  protected suspend(): Promise<void> {
    const text = `${this.stakes.ofSuspension(this.store.stakes())} ${this.say('suspendText')}`;
    return this.ask('suspend', text, (reason) => this.store.suspend(reason), 'suspended');
  }

  private async ask(verb: string, text: string, run: (reason: string) => Promise<void>, done: string): Promise<void> {
    const { name } = this.account();
    this.problem.set('');
    const reason = await this.dialogs.askReason({
      title: this.say(`${verb}Title`, { name }),
      text,
      act: this.say(`${verb}Act`),
      isDangerous: true,
      run,
    });
    if (reason !== null) {
      this.snackbar.show(this.say(done, { name }));
    }
  }

  private async act(run: () => Promise<void>, done: string): Promise<void> {
    const { name, email } = this.account();
    this.isBusy.set(true);
    this.problem.set('');
    try {
      await run();
      this.snackbar.show(this.say(done, { name, email }));
    } catch (error) {
      this.problem.set(this.errorText.of(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`admin.people.${key}`, values);
  }
}
