import { Component, inject, type Injector, input, output, runInInjectionContext } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { QueuesApi } from '../api/queues-api';
import { whileVisible } from '../api/while-visible';
import { Session } from '../session/session';
import { addStrings } from '../i18n/strings';
import { Icon } from '../ui/icon/icon';
import { Logo } from '../ui/logo';
import { Navigation } from './navigation';
import { PaletteButton } from './palette/palette-button';
import { UserMenu } from './user-menu';
import { ViewRail } from './views/view-rail';
import { VIEWS_WORDS } from './views/views-words';

const LOOK_MS = 60_000;

/** The ways of staff: with words from 1360 px, signs alone from 1024 px, in a drawer below. */
@Component({
  selector: 'ss-rail',
  imports: [Icon, Logo, PaletteButton, RouterLink, RouterLinkActive, TranslocoDirective, UserMenu, ViewRail],
  host: { '[class.is-drawer]': 'isDrawer()' },
  template: `
    <ng-container *transloco="let t">
      <header>
        <a class="home" routerLink="/" aria-label="SmartSupport" (click)="picked.emit()"><ss-logo /></a>
      </header>
      <ss-palette-button class="find" face="field" />
      <nav [attr.aria-label]="t('shell.main')">
        <ss-view-rail (picked)="picked.emit()" />
        @for (group of navigation.staff(); track group.label) {
          <h2>{{ t(group.label) }}</h2>
          <ul>
            @for (item of group.items; track item.label) {
              <li>
                <a
                  class="item"
                  routerLinkActive="is-current"
                  ariaCurrentWhenActive="page"
                  [routerLink]="item.link"
                  [routerLinkActiveOptions]="{ exact: item.exact ?? false }"
                  [title]="t(item.label)"
                  (click)="picked.emit()"
                >
                  <ss-icon [name]="item.icon" />
                  <span class="words">{{ t(item.label) }}</span>
                  @if (navigation.counts()[item.label]; as shown) {
                    @if (shown.count > 0) {
                      <span [class]="shown.isWaiting ? 'ss-count is-warn' : 'plain-count'">{{ shown.count }}</span>
                    }
                  }
                </a>
              </li>
            }
          </ul>
        }
      </nav>
      <footer class="foot"><ss-user-menu face="row" /></footer>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      inline-size: 216px;
      block-size: 100%;
      padding: 12px 8px;
      background: var(--ss-pane-rail);
      border-inline-end: 1px solid var(--mat-sys-outline-variant);
    }
    .home {
      display: flex;
      padding: 4px 8px;
      margin-block-end: 12px;
      border-radius: var(--ss-radius-control);
      text-decoration: none;
    }
    nav {
      flex: 1;
      overflow-y: auto;
      overflow-x: hidden;
      margin-inline: -4px;
      padding-inline: 4px;
    }
    h2 {
      padding: 16px 8px 6px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
    li + li {
      margin-block-start: 2px;
    }
    .item {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: var(--ss-item-height);
      padding: 0 10px 0 8px;
      border: 1px solid transparent;
      border-radius: var(--ss-radius-control);
      color: var(--mat-sys-on-surface);
      font: 500 0.8125rem / 1.25rem var(--ss-font);
      text-decoration: none;
    }
    .item ss-icon {
      color: var(--mat-sys-on-surface-variant);
    }
    .item:hover {
      background: var(--mat-sys-surface-container-high);
    }
    .item.is-current {
      background: var(--mat-sys-secondary-container);
      border-color: color-mix(in srgb, var(--mat-sys-primary) 30%, transparent);
      color: var(--mat-sys-on-secondary-container);
    }
    .item.is-current ss-icon {
      color: var(--mat-sys-primary);
    }
    .item:focus-visible {
      outline-offset: -2px;
    }
    .words {
      flex: 1;
    }
    .plain-count {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
    /* Its place is kept, so that nothing below jumps. */
    .foot {
      margin-block-start: 8px;
      padding: 10px 4px 0;
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    :host(.is-drawer) {
      inline-size: 264px;
    }
    :host(.is-drawer) .item {
      min-block-size: 44px;
    }
    @media (1024px <= width < 1360px) {
      :host {
        inline-size: 64px;
        align-items: center;
      }
      h2,
      .plain-count,
      :host ::ng-deep ss-logo .name,
      :host ::ng-deep .dots {
        display: none;
      }
      /* Out of sight, still the names of their buttons. */
      .words,
      :host ::ng-deep .who {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      ul + h2 + ul,
      ul + ul {
        margin-block-start: 12px;
      }
      .item {
        position: relative;
        justify-content: center;
        inline-size: 44px;
        block-size: 40px;
        padding: 0;
      }
      .ss-count {
        position: absolute;
        inset: -4px -4px auto auto;
      }
      nav {
        scrollbar-width: none;
      }
    }
  `,
})
export class Rail {
  readonly isDrawer = input(false);
  /** A way was taken: a drawer closes. */
  readonly picked = output();

  protected readonly navigation = inject(Navigation);

  constructor() {
    if (inject(Session).can('queue:manage')) {
      const api = inject(QueuesApi);
      const look = async (): Promise<void> => {
        // Without an answer the last hint stays; the page itself says what is wrong.
        await api.queues().then(
          (known) => {
            this.navigation.showWork(known);
          },
          () => undefined,
        );
      };
      void look();
      whileVisible(look, LOOK_MS);
    }
  }
}

/** Its words are there before it is drawn: what adds words while it is drawn would draw it once more within itself. */
export function railWords(injector: Injector): Promise<void> {
  return runInInjectionContext(injector, () => addStrings(...VIEWS_WORDS));
}
