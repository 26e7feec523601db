import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

export interface Tab {
  /** Value of the query parameter; the first tab needs none. */
  value: string;
  label: string;
  count?: number;
}

/** Views of one page, each with an address of its own. */
@Component({
  selector: 'ss-tabs',
  imports: [RouterLink],
  template: `
    <nav [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.value) {
        <a
          [routerLink]="[]"
          [queryParams]="{ tab: $first ? null : tab.value }"
          [class.is-current]="tab.value === current()"
          [attr.aria-current]="tab.value === current() ? 'page' : null"
        >
          {{ tab.label }}
          @if (tab.count; as count) {
            <span class="ss-count">{{ count }}</span>
          }
        </a>
      }
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      gap: 4px;
      overflow-x: auto;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }
    a {
      display: flex;
      align-items: center;
      gap: 8px;
      min-block-size: 44px;
      padding: 0 12px;
      border-block-end: 2px solid transparent;
      color: var(--mat-sys-on-surface-variant);
      font: 500 0.875rem / 1.25rem var(--ss-font);
      text-decoration: none;
      white-space: nowrap;
    }
    a:hover {
      color: var(--mat-sys-on-surface);
    }
    a:focus-visible {
      outline-offset: -2px;
    }
    a.is-current {
      border-color: var(--mat-sys-primary);
      color: var(--mat-sys-on-surface);
    }
    /* Three of them with their counts fit on a phone. */
    @media (width < 600px) {
      nav {
        gap: 0;
      }
      a {
        gap: 4px;
        padding-inline: 7px;
        font-size: 0.8125rem;
      }
    }
  `,
})
export class Tabs {
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly Tab[]>();
  readonly current = input.required<string>();
}
