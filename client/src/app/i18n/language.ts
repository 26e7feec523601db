import { Injectable, computed, inject } from '@angular/core';
import { type Translation, TranslocoService } from '@jsverse/transloco';

/** What the client speaks. English is part of the code; the others are fetched by those who read them. */
export const LANGUAGES = ['en', 'de'] as const;
export type LanguageCode = (typeof LANGUAGES)[number];

/** Fetches the texts of one feature, by language. */
export type Fetched = Readonly<Record<Exclude<LanguageCode, 'en'>, () => Promise<Translation>>>;

const KEY = 'ss.language';

/** What of a tag like `de-AT` the client speaks; null when it speaks nothing of it. */
export function languageOf(tag: string | null | undefined): LanguageCode | null {
  const primary = tag?.toLowerCase().split('-')[0];
  return LANGUAGES.find((code) => code === primary) ?? null;
}

/** What this browser was last used in, else what it asks for. */
function preferred(): LanguageCode {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // Storage is closed: the browser's wish is right.
  }
  return [kept, ...navigator.languages].map(languageOf).find((code) => code !== null) ?? 'en';
}

/** The language of the page, and the texts that it needs. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly i18n = inject(TranslocoService);
  private readonly features = new Map<string, Fetched>();
  private readonly fetches = new Map<string, Promise<void>>();
  private wanted: LanguageCode = 'en';

  readonly current = computed(() => languageOf(this.i18n.getActiveLang()) ?? 'en');

  /** Before the first page. */
  start(): Promise<void> {
    return this.use(preferred());
  }

  /** Texts that are needed from now on, `''` for those without a feature; `use` waits for them. */
  add(feature: string, texts: Fetched): void {
    this.features.set(feature, texts);
    if (this.wanted !== 'en') {
      void this.fetch(feature, texts, this.wanted);
    }
  }

  /** Changes the page once all its texts are there. */
  async use(code: LanguageCode): Promise<void> {
    this.wanted = code;
    if (code !== 'en') {
      await Promise.all([...this.features].map(([feature, texts]) => this.fetch(feature, texts, code)));
    }
    // Whoever changed his mind meanwhile gets what he wanted last.
    if (this.wanted === code) {
      this.show(code);
    }
  }

  /** The texts of what is about to open are there. */
  ready(): Promise<void> {
    return this.use(this.wanted);
  }

  private show(code: LanguageCode): void {
    if (this.i18n.getActiveLang() !== code) {
      this.i18n.setActiveLang(code);
    }
    document.documentElement.lang = code;
    try {
      localStorage.setItem(KEY, code);
    } catch {
      // Storage is closed: the choice lasts until the page is left.
    }
  }

  private fetch(feature: string, texts: Fetched, code: Exclude<LanguageCode, 'en'>): Promise<void> {
    const name = `${code} ${feature}`;
    let fetching = this.fetches.get(name);
    if (fetching === undefined) {
      fetching = texts[code]().then(
        (found) => {
          this.i18n.setTranslation(feature === '' ? found : { [feature]: found }, code, { emitChange: false });
        },
        () => {
          // Without a network the page stays readable in English; the next page tries again.
          this.fetches.delete(name);
        },
      );
      this.fetches.set(name, fetching);
    }
    return fetching;
  }
}
