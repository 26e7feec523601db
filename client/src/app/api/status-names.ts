import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { coreEnglish } from '../i18n/core.en';
import { Language } from '../i18n/language';
import { Live } from '../live/live';
import { ApiClient } from './api-client';
import type { LifecycleDto } from './types';
import { aboutNames } from './while-visible';

/** A page rather shows the usual names than nothing. */
const WAIT_MS = 400;

/**
 * The desk's own names of statuses for pages of staff, which speak of statuses that no ticket before them has: filters,
 * menus, the timeline. They take the place of the usual words, so that every text with a status has them.
 */
@Injectable({ providedIn: 'root' })
export class StatusNames {
  private readonly api = inject(ApiClient);
  private readonly i18n = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly live = inject(Live);
  private asked: Promise<void> | null = null;
  private unfollow = (): unknown => null;

  /** For routes: asks once, and does not keep a page waiting for long. */
  async ready(): Promise<true> {
    if (this.asked === null) {
      this.follow();
    }
    this.asked ??= this.load();
    await Promise.race([this.asked, new Promise((go) => setTimeout(go, WAIT_MS))]);
    return true;
  }

  /** As an administrator has just saved them. */
  async put({ statuses }: LifecycleDto): Promise<void> {
    const names = Object.fromEntries(statuses.map(({ key, name }) => [key, name]));
    this.i18n.setTranslation({ status: { ...coreEnglish.status, ...names } }, 'en', { merge: true });
    const german = async (): Promise<Record<string, string>> => {
      // After the usual ones, which would otherwise come over them.
      const [{ serverGerman }] = await Promise.all([import('../i18n/server.de'), import('../i18n/core.de')]);
      return Object.fromEntries(statuses.map(({ key, name }) => [key, serverGerman.statuses[name] ?? name]));
    };
    this.language.add('status', { de: german });
    if (this.language.current() === 'de') {
      this.i18n.setTranslation({ status: await german() }, 'de', { merge: true });
    }
  }

  /** An administrator may rename them while the page is open; also while it heard nothing. */
  private follow(): void {
    this.unfollow();
    this.unfollow = this.live.listen((hint) => {
      if (hint === null || aboutNames(hint)) {
        this.asked = this.load();
      }
    });
  }

  private async load(): Promise<void> {
    try {
      await this.put(await this.api.get<LifecycleDto>('/api/lifecycle'));
    } catch {
      // The usual names stay; the next page asks again.
      this.asked = null;
    }
  }
}
