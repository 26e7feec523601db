import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Now } from './now';
import { dateLocale, formatTime, type Say, type TimeStyle } from './time-format';

/** An instant in the viewer's zone; the whole date is its title. */
@Component({
  selector: 'ss-time',
  template: `
    <time [attr.datetime]="at()" [attr.title]="full()">{{ text() }}</time>
  `,
  styles: `
    time {
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
  `,
})
export class Time {
  /** ISO 8601 with zone. */
  readonly at = input.required<string>();
  readonly style = input<TimeStyle>('short', { alias: 'as' });

  private readonly now = inject(Now);
  private readonly i18n = inject(TranslocoService);
  private readonly say: Say = (key, values) => this.i18n.translate<string>(key, values);

  protected readonly text = computed(() => this.format(this.style()));
  protected readonly full = computed(() => this.format('full'));

  private format(style: TimeStyle): string {
    const locale = dateLocale(this.i18n.getActiveLang());
    return formatTime(new Date(this.at()), this.now.current(), style, locale, this.say);
  }
}
