import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Priority } from '../../api/types';

const STEPS: readonly Priority[] = ['Low', 'Medium', 'High', 'Critical'];

/** Four rising bars. The word stands beside them for High and Critical, and always in the accessible name. */
@Component({
  selector: 'ss-priority-bars',
  host: { '[class.critical]': 'priority() === "Critical"', '[class.strong]': 'level() > 2' },
  template: `
    <svg viewBox="0 0 16 16" focusable="false" aria-hidden="true">
      @for (step of steps; track step) {
        <rect
          [attr.x]="step * 4 + 0.5"
          [attr.y]="11 - step * 3"
          width="2.8"
          [attr.height]="4 + step * 3"
          rx="0.8"
          [class.on]="step < level()"
        />
      }
    </svg>
    @if (isWordShown()) {
      <span [attr.aria-hidden]="word() === 'alone' ? null : true">{{ text() }}</span>
    }
    @if (word() !== 'alone') {
      <span class="ss-visually-hidden">{{ name() }}</span>
    }
  `,
  styles: `
    :host {
      position: relative;
      display: inline-flex;
      align-items: center;
      gap: 6px;
      vertical-align: middle;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
    :host(.strong) {
      color: var(--mat-sys-on-surface);
    }
    :host(.critical) {
      color: var(--mat-sys-error);
      font-weight: 600;
    }
    svg {
      inline-size: 16px;
      block-size: 16px;
    }
    rect {
      fill: var(--mat-sys-surface-container-highest);
    }
    rect.on {
      fill: currentcolor;
    }
  `,
})
export class PriorityBars {
  readonly priority = input.required<Priority>();
  /** `always`: the word also for Low and Medium. `alone`: nothing but the word, where all around speaks of priorities. */
  readonly word = input<'auto' | 'always' | 'alone' | 'never'>('auto');

  private readonly i18n = inject(TranslocoService);
  protected readonly steps = [0, 1, 2, 3];
  protected readonly level = computed(() => STEPS.indexOf(this.priority()) + 1);
  protected readonly text = computed(() => this.i18n.translate<string>(`priority.${this.priority()}`));
  protected readonly name = computed(() => this.i18n.translate<string>('priority.label', { priority: this.text() }));
  protected readonly isWordShown = computed(
    () => this.word() === 'always' || this.word() === 'alone' || (this.word() === 'auto' && this.level() > 2),
  );
}
