import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** Bars in the measures of the rows to come. Shown after 150 ms, without shimmer. */
@Component({
  selector: 'ss-skeleton',
  host: { role: 'status', '[attr.aria-label]': 'loading()' },
  template: `
    @for (row of list(); track row) {
      <div class="row" [style.block-size]="height()">
        <span class="bar" [style.inline-size]="28 + ((row * 17) % 30) + '%'"></span>
        <span class="bar" [style.inline-size]="52 + ((row * 23) % 36) + '%'"></span>
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
      animation: appear 100ms 150ms both;
    }
    .row {
      display: flex;
      flex-direction: column;
      justify-content: center;
      gap: 10px;
      padding-inline: 16px;
    }
    .row + .row {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    .bar {
      block-size: 10px;
      border-radius: 4px;
      background: var(--mat-sys-surface-container-high);
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class Skeleton {
  readonly rows = input(4);
  /** CSS length of one row; the table's by default. */
  readonly height = input('var(--ss-table-row-height)');

  private readonly i18n = inject(TranslocoService);
  protected readonly loading = computed(() => this.i18n.translate<string>('ui.loading'));
  protected readonly list = computed(() => Array.from({ length: this.rows() }, (_, index) => index));
}
