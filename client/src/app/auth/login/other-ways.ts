import { Component, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { SignInOptionsDto } from '../../api/types';
import { Icon } from '../../ui/icon/icon';

/** Ways in beside the password, as plain links: they leave the site. Nothing when there is none. */
@Component({
  selector: 'ss-other-ways',
  imports: [Icon, MatButton, TranslocoDirective],
  // Back by the browser's own button, the page is as it was left.
  host: { '(window:pageshow)': 'leaving.set(null)' },
  template: `
    <ng-container *transloco="let t; prefix: 'auth.login'">
      @if (providers().length > 0) {
        <p class="or">
          <span>{{ t('or') }}</span>
        </p>
        <ul>
          @for (provider of providers(); track provider.key) {
            <li>
              <a
                matButton="outlined"
                class="ss-wide"
                [href]="startUrl(provider.startUrl)"
                [attr.aria-busy]="leaving() === provider.key"
                (click)="leave($event, provider.key)"
              >
                <ss-icon name="building" />
                {{ t(leaving() === provider.key ? 'goingTo' : 'continueWith', { name: provider.name }) }}
              </a>
            </li>
          }
        </ul>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: contents;
    }
    .or {
      display: flex;
      align-items: center;
      gap: 16px;
      margin: 0;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .or::before,
    .or::after {
      content: '';
      flex: 1;
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    ul {
      display: grid;
      gap: 12px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      min-inline-size: 0;
    }
    a {
      block-size: auto;
      min-block-size: 44px;
      padding-block: 8px;
      background: var(--mat-sys-surface-container-lowest);
      white-space: normal;
      overflow-wrap: anywhere;
    }
  `,
})
export class OtherWays {
  readonly providers = input.required<SignInOptionsDto['providers']>();
  /** A path of this site. */
  readonly returnUrl = input.required<string>();

  /** The provider somebody is on the way to: its first answer may take some seconds. */
  protected readonly leaving = signal<string | null>(null);

  protected startUrl(url: string): string {
    return `${url}?${new URLSearchParams({ returnTo: this.returnUrl() }).toString()}`;
  }

  protected leave(event: MouseEvent, key: string): void {
    if (this.leaving() !== null) {
      event.preventDefault();
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      this.leaving.set(key);
    }
  }
}
