import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Now } from '../ui/time/now';
import { dateLocale, formatTime, type Say } from '../ui/time/time-format';
import { dayOfAnswer } from './answer-day';

/** Until when the desk answers, as one says it; a desk that is late says so. */
@Component({
  selector: 'ss-expected-reply',
  template: `
    <time [attr.datetime]="at()" [attr.title]="full()">{{ text() }}</time>
  `,
})
export class ExpectedReply {
  /** ISO 8601 with zone. */
  readonly at = input.required<string>();

  private readonly now = inject(Now);
  private readonly i18n = inject(TranslocoService);
  private readonly say: Say = (key, values) => this.i18n.translate<string>(key, values);
  private readonly locale = computed(() => dateLocale(this.i18n.getActiveLang()));
  protected readonly full = computed(() =>
    formatTime(new Date(this.at()), new Date(this.at()), 'full', this.locale(), this.say),
  );
  protected readonly text = computed(() => {
    const due = new Date(this.at());
    const now = this.now.current();
    const day = dayOfAnswer(due, now);
    return this.say(`portal.expected.${day}`, {
      time: formatTime(due, due, 'short', this.locale(), this.say),
      when: formatTime(due, now, 'day', this.locale(), this.say),
    });
  });
}
