import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { TimelineItemDto } from '../../api/types';
import { dateLocale, formatTime } from '../../ui/time/time-format';
import { eventWords, type EventWords } from './event-words';

/** What happened to a ticket, in the words of the page. */
@Injectable({ providedIn: 'root' })
export class EventSentences {
  private readonly i18n = inject(TranslocoService);

  words(item: TimelineItemDto): EventWords {
    const say = (key: string, values?: Record<string, string | number>): string =>
      this.i18n.translate<string>(key, values);
    const locale = dateLocale(this.i18n.getActiveLang());
    return eventWords(item, say, (at) => formatTime(new Date(at), new Date(), 'within', locale, say));
  }

  sentence(item: TimelineItemDto): string {
    const { key, params } = this.words(item);
    return this.i18n.translate<string>(key, params);
  }
}
