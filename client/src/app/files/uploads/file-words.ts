import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Session } from '../../session/session';
import { ErrorText } from '../../ui/feedback/error-text';
import type { IconName } from '../../ui/icon/icon-paths';
import type { FileState } from './outgoing-file';
import type { Refusal } from './upload-rules';

/** What is told of a file: with a sign, and in a colour that means something. */
export interface Told {
  readonly words: string;
  readonly icon: IconName | null;
  readonly tone: 'quiet' | 'ok' | 'error';
}

const MEGABYTE = 1024 * 1024;
/** Longer times are told in minutes. */
const COUNTED_SECONDS = 90;

export function megabytes(bytes: number): number {
  return Math.floor((bytes / MEGABYTE) * 10) / 10;
}

/** What is told of a file on its way, on the page and to readers of screens. */
@Injectable({ providedIn: 'root' })
export class FileWords {
  private readonly i18n = inject(TranslocoService);
  private readonly errorText = inject(ErrorText);
  private readonly session = inject(Session);

  of(state: FileState): Told {
    switch (state.step) {
      case 'refused':
        return { words: this.refusal(state.refusal), icon: 'alert', tone: 'error' };
      case 'waiting':
        return quiet(this.say(this.session.isSignedIn() ? 'files.waiting' : 'files.signedOut'));
      case 'sending':
        return quiet(this.progress(state.share, state.secondsLeft));
      case 'resting':
        return {
          words: this.say('files.resting', { left: this.span(state.seconds) }),
          icon: 'clock',
          tone: 'quiet',
        };
      case 'failed':
        return {
          words: this.say('files.failed', { reason: this.errorText.of(state.error) }),
          icon: 'alert',
          tone: 'error',
        };
      case 'gone':
        return { words: this.say('files.gone'), icon: 'alert', tone: 'error' };
      case 'there':
        return this.scan(state.isHeld && state.upload.state === 'scanning' ? 'held' : state.upload.state);
    }
  }

  private scan(state: 'held' | 'unscanned' | 'scanning' | 'clean' | 'infected' | 'failed'): Told {
    const words = this.say(`files.state.${state}`);
    switch (state) {
      case 'infected':
        return { words, icon: 'lock', tone: 'error' };
      case 'failed':
        return { words, icon: 'alert', tone: 'quiet' };
      case 'clean':
        return { words, icon: 'shield', tone: 'ok' };
      case 'unscanned':
        return { words, icon: 'check', tone: 'quiet' };
      case 'held':
      case 'scanning':
        return { words, icon: 'clock', tone: 'quiet' };
    }
  }

  private refusal(refusal: Refusal): string {
    if ('said' in refusal) {
      return this.say('files.refused', { reason: refusal.said });
    }
    const { key, bytes = 0, count = 0, type = '' } = refusal;
    return this.say(key, { megabytes: megabytes(bytes).toLocaleString(this.i18n.getActiveLang()), count, type });
  }

  private progress(share: number, secondsLeft: number | null): string {
    if (share >= 1) {
      return this.say('files.finishing');
    }
    const percent = Math.round(share * 100);
    return secondsLeft === null
      ? this.say('files.sending', { percent })
      : this.say('files.sendingLeft', { percent, left: this.span(secondsLeft) });
  }

  private span(seconds: number): string {
    return seconds > COUNTED_SECONDS
      ? this.say('ui.minutes', { count: Math.ceil(seconds / 60) })
      : this.say('ui.seconds', { count: seconds });
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(key, values);
  }
}

function quiet(words: string): Told {
  return { words, icon: null, tone: 'quiet' };
}
