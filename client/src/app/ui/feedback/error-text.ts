import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { ServerWords } from '../../i18n/server-words';
import { type ApiError, toApiError } from '../../api/api-error';

/** Longer waits are told in minutes: nobody counts 900 seconds. */
const COUNTED_SECONDS = 99;

/** What to tell a person about a failed call. Field messages are shown at their fields, not here. */
@Injectable({ providedIn: 'root' })
export class ErrorText {
  private readonly i18n = inject(TranslocoService);
  private readonly words = inject(ServerWords);

  of(failure: unknown): string {
    const error = toApiError(failure);
    const say = (key: string, values?: Record<string, string | number>): string =>
      this.i18n.translate<string>(`error.${key}`, values);
    if (error.code === 'OFFLINE') {
      return say('offline');
    }
    if (error.status === 429) {
      const seconds = error.retryAfter;
      if (seconds === null) {
        return say('rateLimitedSoon');
      }
      return seconds > COUNTED_SECONDS
        ? say('rateLimitedLong', { minutes: Math.ceil(seconds / 60) })
        : say('rateLimited', { seconds });
    }
    if (error.isPassing) {
      return say('unavailable');
    }
    switch (error.status) {
      case 403:
        return say('forbidden');
      case 404:
        return say('notFound');
      case 412:
        return say('conflict');
      case 413:
        return say('tooLarge');
      case 500:
        return say('server');
      default:
        return say('unexpected', { message: this.sentenceOf(error) });
    }
  }

  /** The server's own words, with those of its fields when there are any. */
  private sentenceOf(error: ApiError): string {
    const fields = Object.values(error.details).flat();
    return error.status === 400 && fields.length > 0
      ? fields.join(' ')
      : this.words.of(`errors.${error.code}`, error.message);
  }
}
