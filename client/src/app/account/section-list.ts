import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Session } from '../session/session';
import { Icon } from '../ui/icon/icon';
import { Avatar } from '../ui/people/avatar';
import { SECTIONS } from './sections';

/** The first page on phones: who one is, and the ways to each section. */
@Component({
  selector: 'ss-section-list',
  imports: [Avatar, Icon, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account'">
      <h1>{{ t('title') }}</h1>
      @if (session.user(); as user) {
        <p class="who">
          <ss-avatar [name]="name()" [picture]="user.avatarUrl" [size]="48" />
          <span>
            <strong>{{ name() }}</strong>
            <span class="ss-secondary">{{ user.companyId }}</span>
          </span>
        </p>
      }
      <ul class="ss-card">
        @for (section of sections; track section.key) {
          <li>
            <a [routerLink]="section.key">
              <ss-icon [name]="section.icon" />
              <span class="what">
                <strong>{{ t(section.key + '.title') }}</strong>
                <span class="ss-secondary">{{ t(section.key + '.about') }}</span>
              </span>
              <ss-icon name="chevron-right" [size]="16" />
            </a>
          </li>
        }
      </ul>
    </ng-container>
  `,
  styles: `
    .who {
      display: flex;
      align-items: center;
      gap: 12px;
      margin-block: 16px;
    }
    .who > span,
    .what {
      display: grid;
    }
    li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    a {
      display: flex;
      align-items: center;
      gap: 14px;
      min-block-size: 64px;
      padding: 10px 16px;
      color: inherit;
      text-decoration: none;
    }
    a:focus-visible {
      outline-offset: -2px;
    }
    .what {
      flex: 1;
    }
    strong {
      font: var(--mat-sys-title-small);
    }
    a > ss-icon {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class SectionList {
  protected readonly session = inject(Session);
  protected readonly sections = SECTIONS;
  protected readonly name = computed(() => {
    const user = this.session.user();
    return user === null ? '' : `${user.firstName} ${user.lastName}`;
  });
}
