import { Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, map, startWith } from 'rxjs';
import { Icon } from '../ui/icon/icon';
import { OwnAccount } from './own-account';
import { SECTIONS } from './sections';

/** What a person may see and change about himself: the list of sections, and one of them. */
@Component({
  selector: 'ss-account',
  imports: [Icon, RouterLink, RouterLinkActive, RouterOutlet, TranslocoDirective],
  providers: [OwnAccount],
  template: `
    <div class="ss-page" [class.is-list]="isList()" *transloco="let t; prefix: 'account'">
      <nav class="sections" [attr.aria-label]="t('title')">
        @for (section of sections; track section.key) {
          <a [routerLink]="section.key" routerLinkActive="is-current" ariaCurrentWhenActive="page">
            <ss-icon [name]="section.icon" />
            {{ t(section.key + '.title') }}
          </a>
        }
      </nav>
      <a class="back" routerLink="/account">
        <ss-icon name="chevron-left" />
        {{ t('title') }}
      </a>
      <div class="content"><router-outlet /></div>
    </div>
  `,
  styles: `
    .ss-page {
      display: grid;
      grid-template-columns: 200px minmax(0, 720px);
      justify-content: center;
      gap: 40px;
    }
    .sections {
      position: sticky;
      inset-block-start: 24px;
      align-self: start;
      display: grid;
      gap: 2px;
      padding-block-start: 4px;
    }
    .sections a {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: max(36px, var(--ss-item-height));
      padding: 6px 12px;
      border-radius: var(--ss-radius-control);
      color: var(--mat-sys-on-surface-variant);
      font: 500 0.875rem / 1.25rem var(--ss-font);
      text-decoration: none;
    }
    .sections a:hover {
      background: var(--mat-sys-surface-container);
      color: var(--mat-sys-on-surface);
    }
    .sections a.is-current {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
      font-weight: 600;
    }
    .back {
      display: none;
    }
    @media (width < 1024px) {
      .ss-page {
        grid-template-columns: minmax(0, 720px);
        gap: 20px;
      }
      .sections {
        position: static;
        display: flex;
        flex-wrap: wrap;
        padding: 0;
      }
    }
    @media (width < 600px) {
      .ss-page {
        display: block;
      }
      .sections {
        display: none;
      }
      .ss-page:not(.is-list) .back {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        min-block-size: 44px;
        margin-block: -8px 4px;
        font: var(--mat-sys-label-large);
      }
    }
  `,
})
export class Account {
  private readonly router = inject(Router);
  protected readonly sections = SECTIONS;
  protected readonly isList = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      startWith(null),
      map(() => /^\/account\/?(?:[?#]|$)/.test(this.router.url)),
    ),
    { requireSync: true },
  );
}
