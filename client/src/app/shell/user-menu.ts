import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Session } from '../session/session';
import { Snackbar } from '../ui/feedback/snackbar';
import { Icon } from '../ui/icon/icon';
import { Look, type Theme } from '../ui/look/look';
import { Menu } from '../ui/menu/menu';
import { MenuItem } from '../ui/menu/menu-item';
import { Avatar } from '../ui/people/avatar';
import type { IconName } from '../ui/icon/icon-paths';
import type { Role } from '../api/types';

const ROLE_WORDS: Record<Role, string> = {
  Employee: 'shell.roleEmployee',
  'Ticket Coordinator': 'shell.roleCoordinator',
  'System Admin': 'shell.roleAdmin',
};

/** The person: account, look of the site, sign out. */
@Component({
  selector: 'ss-user-menu',
  imports: [Avatar, Icon, Menu, MenuItem, RouterLink, TranslocoDirective],
  template: `
    @if (session.user(); as user) {
      <ss-menu
        *transloco="let t"
        [label]="face() === 'avatar' ? t('shell.userMenu', { name: name() }) : ''"
        [placement]="face() === 'avatar' ? 'below-end' : face() === 'tab' ? 'above-end' : 'above-start'"
        [class]="face()"
      >
        <ng-container menuTrigger>
          @switch (face()) {
            @case ('tab') {
              <span class="tab-face">
                <span class="tab-sign"><ss-icon name="menu" /></span>
                {{ t('shell.more') }}
              </span>
            }
            @case ('row') {
              <ss-avatar [name]="name()" [picture]="user.avatarUrl" [size]="32" />
              <span class="who">
                <span class="name">{{ name() }}</span>
                <span class="ss-secondary">{{ t(roleWord()) }}</span>
              </span>
              <ss-icon class="dots" name="more" />
            }
            @default {
              <ss-avatar [name]="name()" [picture]="user.avatarUrl" [size]="36" />
            }
          }
        </ng-container>
        <p class="ident">
          <strong>{{ name() }}</strong>
          <span class="ss-secondary">{{ user.companyId }}</span>
        </p>
        <a ssMenuItem routerLink="/account">
          <ss-icon name="account" />
          {{ t('shell.account') }}
        </a>
        <div role="group" [attr.aria-label]="t('shell.theme')" class="group">
          @for (theme of themes; track theme.value) {
            <button
              ssMenuItem
              type="button"
              [chosen]="look.current().theme === theme.value"
              (click)="look.choose({ theme: theme.value })"
            >
              <ss-icon [name]="theme.icon" />
              {{ t(theme.label) }}
            </button>
          }
        </div>
        <button ssMenuItem type="button" (click)="signOut()">
          <ss-icon name="sign-out" />
          {{ t('shell.signOut') }}
        </button>
      </ss-menu>
    }
  `,
  styles: `
    ss-menu {
      display: block;
    }
    .who {
      display: grid;
      flex: 1;
      min-inline-size: 0;
    }
    .who > * {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .who > .ss-secondary {
      font: var(--mat-sys-label-medium);
      font-weight: 400;
    }
    .name {
      font: 500 0.875rem / 1.25rem var(--ss-font);
    }
    .ident {
      display: grid;
      padding: 6px 10px 8px;
    }
    .group {
      display: grid;
      gap: 2px;
      margin-block: 6px;
      padding-block: 6px;
      border-block: 1px solid var(--mat-sys-outline-variant);
    }
    .tab-face {
      display: grid;
      justify-items: center;
      gap: 4px;
      inline-size: 100%;
      font: var(--mat-sys-label-medium);
      color: var(--mat-sys-on-surface-variant);
    }
    .tab-sign {
      display: grid;
      place-items: center;
      block-size: 28px;
    }
  `,
})
export class UserMenu {
  /** avatar: in the top bar. row: with name, at the foot of the rail. tab: in the bar on phones. */
  readonly face = input<'avatar' | 'row' | 'tab'>('avatar');

  protected readonly session = inject(Session);
  protected readonly look = inject(Look);
  private readonly router = inject(Router);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);

  protected readonly themes: readonly { value: Theme; icon: IconName; label: string }[] = [
    { value: 'system', icon: 'monitor', label: 'shell.themeSystem' },
    { value: 'light', icon: 'sun', label: 'shell.themeLight' },
    { value: 'dark', icon: 'moon', label: 'shell.themeDark' },
  ];
  protected readonly name = computed(() => {
    const user = this.session.user();
    return user === null ? '' : `${user.firstName} ${user.lastName}`;
  });
  protected readonly roleWord = computed(() => ROLE_WORDS[this.session.user()?.role ?? 'Employee']);

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
    } catch {
      // The server could not be told; this browser has let go all the same.
    }
    await this.router.navigateByUrl('/login');
    this.snackbar.show(this.i18n.translate<string>('shell.signedOut'));
  }
}
