import { Injectable, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

/** Routes name a key; the page may say more once it knows, like the number of its ticket. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly i18n = inject(TranslocoService);

  override updateTitle(state: RouterStateSnapshot): void {
    const key = this.buildTitle(state);
    this.set(key === undefined ? '' : this.i18n.translate<string>(key));
  }

  set(words: string): void {
    this.title.setTitle(words === '' ? 'SmartSupport' : `${words} · SmartSupport`);
  }
}
