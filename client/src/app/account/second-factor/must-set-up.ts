import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { safeReturnUrl } from '../../session/guards';
import { Session } from '../../session/session';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Logo } from '../../ui/logo';
import { SecondFactorSetUp } from './set-up';

/** For whom the role requires a second factor and who has none: why, the set-up, and then on to where he wanted. */
@Component({
  selector: 'ss-must-set-up',
  imports: [InPlaceError, Logo, MatButton, SecondFactorSetUp, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.mustSetUp'">
      <header>
        <ss-logo />
        <button matButton="text" type="button" (click)="signOut()">{{ t('signOut') }}</button>
      </header>
      <main>
        <h1>{{ t('title') }}</h1>
        <p>{{ t('why') }}</p>
        <p class="ss-secondary">{{ t('need') }}</p>
        <div class="ss-card">
          @if (failure(); as error) {
            <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="goOn()" />
          } @else {
            <ss-second-factor-set-up (done)="goOn()" />
          }
        </div>
      </main>
    </ng-container>
  `,
  styles: `
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding: 12px 24px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
      background: var(--ss-pane-page);
    }
    main {
      display: grid;
      gap: 12px;
      inline-size: min(620px, 100%);
      margin-inline: auto;
      padding: 40px 24px;
    }
    .ss-card {
      margin-block-start: 12px;
      padding: 20px;
    }
    @media (width < 600px) {
      header {
        padding: 8px 16px;
      }
      main {
        padding: 20px 16px;
      }
      .ss-card {
        padding: 16px;
      }
    }
  `,
})
export class MustSetUp {
  /** Where the person wanted to go, from the address. */
  readonly returnUrl = input<string>();

  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  protected readonly failure = signal<unknown>(null);

  /** The new tokens carry what the person may do now. */
  protected async goOn(): Promise<void> {
    this.failure.set(null);
    try {
      await this.session.refresh();
    } catch (error) {
      this.failure.set(error);
      return;
    }
    await this.router.navigateByUrl(safeReturnUrl(this.returnUrl()), { replaceUrl: true });
    this.snackbar.show(this.i18n.translate<string>('account.mustSetUp.done'));
  }

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
    } catch {
      // The server could not be told; this browser has let go all the same.
    }
    await this.router.navigateByUrl('/login');
  }
}
