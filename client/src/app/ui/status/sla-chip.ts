import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { Now } from '../time/now';
import { dateLocale, formatTime, type Say } from '../time/time-format';
import { readSla, spanWords, type SlaNext } from './sla-clock';

/** Around the ring, which has a radius of 6. */
const ROUND = 2 * Math.PI * 6;

/** When something promised is due, in words: "2 h left", "Overdue 1 h 12 min", "Paused". Shape and words before colour. */
@Component({
  selector: 'ss-sla-chip',
  imports: [Icon],
  host: { '[class]': 'reading().state', '[attr.title]': 'full()' },
  template: `
    @switch (reading().state) {
      @case ('paused') {
        <ss-icon name="pause" [size]="16" />
      }
      @case ('breached') {
        <ss-icon name="alert" [size]="16" />
      }
      @default {
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <circle cx="8" cy="8" r="6" class="track" />
          <circle cx="8" cy="8" r="6" class="used" transform="rotate(-90 8 8)" [attr.stroke-dasharray]="dash()" />
        </svg>
      }
    }
    <span aria-hidden="true">{{ words() }}</span>
    <span class="ss-visually-hidden">{{ full() }}</span>
  `,
  styles: `
    :host {
      position: relative;
      display: inline-flex;
      align-items: center;
      gap: 6px;
      block-size: 24px;
      padding: 0 8px 0 6px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-control);
      background: var(--ss-pane-page);
      color: var(--mat-sys-on-surface);
      font: var(--mat-sys-label-medium);
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    svg {
      inline-size: 16px;
      block-size: 16px;
    }
    circle {
      fill: none;
      stroke-width: 2.6;
    }
    .track {
      stroke: var(--mat-sys-surface-container-highest);
    }
    .used {
      stroke: var(--mat-sys-on-surface-variant);
    }
    :host(.paused) {
      border-style: dashed;
      border-color: var(--mat-sys-outline);
    }
    :host(.warning) {
      border-color: transparent;
      background: var(--ss-warn-container);
      color: var(--ss-on-warn-container);
      font-weight: 600;
    }
    :host(.warning) .track {
      stroke: color-mix(in srgb, var(--ss-warn) 25%, transparent);
    }
    :host(.warning) .used {
      stroke: var(--ss-warn);
    }
    :host(.breached) {
      border-color: transparent;
      background: var(--mat-sys-error);
      color: var(--mat-sys-on-error);
      font-weight: 600;
    }
  `,
})
export class SlaChip {
  readonly next = input.required<SlaNext>();

  private readonly i18n = inject(TranslocoService);
  private readonly now = inject(Now);
  private readonly say: Say = (key, values) => this.i18n.translate<string>(key, values);
  protected readonly reading = computed(() => readSla(this.next(), this.now.current()));
  protected readonly dash = computed(() => `${String(this.reading().used * ROUND)} ${String(ROUND)}`);
  private readonly span = computed(() =>
    spanWords(this.reading().leftMs, (unit, count) => this.say(`ui.${unit}`, { count })),
  );
  protected readonly words = computed(() => this.say(`sla.${this.reading().state}`, { span: this.span() }));
  /** With what is promised and the exact time in the viewer's zone. */
  protected readonly full = computed(() => {
    const { kind, dueAt } = this.next();
    const { state } = this.reading();
    const span = this.span();
    const at =
      dueAt === null
        ? ''
        : formatTime(new Date(dueAt), this.now.current(), 'full', dateLocale(this.i18n.getActiveLang()), this.say);
    const what = this.say(`sla.kind.${kind}`);
    return this.say(dueAt === null ? 'sla.fullPaused' : `sla.full${state === 'breached' ? 'Breached' : ''}`, {
      what,
      at,
      span,
    });
  });
}
