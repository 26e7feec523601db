import { Injectable, effect, inject } from '@angular/core';
import type { CanActivateChildFn } from '@angular/router';
import { Language, languageOf } from '../i18n/language';
import { Session } from './session';

/** The page speaks the language of the account, wherever its person signs in; strangers keep that of the browser. */
@Injectable({ providedIn: 'root' })
class AccountLanguage {
  private readonly session = inject(Session);
  private readonly language = inject(Language);

  constructor() {
    // A change on the profile page shows at once.
    effect(() => void this.settle());
  }

  async settle(): Promise<void> {
    const wanted = languageOf(this.session.user()?.language);
    await (wanted === null ? this.language.ready() : this.language.use(wanted));
  }
}

/** Opens a page once its texts are there. */
export const readable: CanActivateChildFn = async () => {
  await inject(AccountLanguage).settle();
  return true;
};
