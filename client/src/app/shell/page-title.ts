import { Injectable, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

/** Routes name a key; the page may say more once it knows, like the number of its ticket. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly i18n = inject(TranslocoService);
  /** Asked again when the language changes. */
  private readonly words = signal<() => string>(() => '');

  constructor() {
    super();
    effect(() => {
      const words = this.words()();
      this.title.setTitle(words === '' ? 'SmartSupport' : `${words} · SmartSupport`);
    });
  }

  override updateTitle(state: RouterStateSnapshot): void {
    const key = this.buildTitle(state);
    this.words.set(() => (key === undefined ? '' : this.i18n.translate<string>(key)));
  }

  set(words: string): void {
    this.words.set(() => words);
  }
}
