import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Language, LANGUAGES } from '../i18n/language';
import { Session } from '../session/session';
import { Logo } from '../ui/logo';

/** The ground of all pages before signing in: one narrow column. */
@Component({
  selector: 'ss-auth-frame',
  imports: [Logo, TranslocoDirective],
  template: `
    <main>
      <ss-logo />
      <ng-content />
      <!-- Whoever is signed in chooses it in the profile. -->
      @if (!session.isSignedIn()) {
        <div *transloco="let t" class="languages" role="group" [attr.aria-label]="t('auth.language')">
          @for (one of languages; track one.code) {
            <button
              type="button"
              [attr.lang]="one.code"
              [attr.aria-pressed]="language.current() === one.code"
              (click)="language.use(one.code)"
            >
              {{ one.name }}
            </button>
          }
        </div>
      }
    </main>
  `,
  styles: `
    :host {
      display: grid;
      min-block-size: 100dvh;
      background: var(--ss-pane-rail);
    }
    main {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: center;
      gap: 24px;
      inline-size: min(448px, 100%);
      margin-inline: auto;
      padding: 40px 24px 64px;
    }
    .languages {
      display: flex;
      justify-content: center;
      gap: 4px;
    }
    .languages button {
      min-block-size: 44px;
      padding-inline: 12px;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: none;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-large);
      cursor: pointer;
    }
    .languages button:hover {
      color: var(--mat-sys-on-surface);
      text-decoration: underline;
    }
    .languages [aria-pressed='true'] {
      color: var(--mat-sys-on-surface);
      font-weight: 600;
    }
    @media (width < 600px) {
      main {
        align-content: start;
        padding: 24px 16px;
      }
    }
  `,
})
export class AuthFrame {
  protected readonly session = inject(Session);
  protected readonly language = inject(Language);
  /** Each in its own words, for those who read no other. */
  protected readonly languages = LANGUAGES.map((code) => ({
    code,
    name: new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code,
  }));
}
