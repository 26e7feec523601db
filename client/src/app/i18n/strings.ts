import {
  type EnvironmentProviders,
  Injectable,
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
} from '@angular/core';
import { type Translation, type TranslocoLoader, TranslocoService, provideTransloco } from '@jsverse/transloco';
import { type Observable, of } from 'rxjs';
import { coreEnglish } from './core.en';
import { type Fetched, Language, LANGUAGES } from './language';

/** English is part of the code, so that no key is ever seen; the rest is put in by Language. */
class BundledStrings implements TranslocoLoader {
  getTranslation(code: string): Observable<Translation> {
    return of(code === 'en' ? coreEnglish : {});
  }
}

/** Whatever is computed from a text is computed again when the language changes. */
@Injectable()
class LiveTransloco extends TranslocoService {
  override getActiveLang(): string {
    return this.activeLang();
  }
}

export function provideI18n(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: {
        availableLangs: [...LANGUAGES],
        defaultLang: 'en',
        fallbackLang: 'en',
        missingHandler: { useFallbackTranslation: true },
        reRenderOnLangChange: true,
        prodMode: true,
      },
      loader: BundledStrings,
    }),
    { provide: TranslocoService, useClass: LiveTransloco },
    // Also for texts asked for in code before the first template has loaded them.
    provideEnvironmentInitializer(() => {
      inject(TranslocoService).setTranslation(coreEnglish, 'en');
      const language = inject(Language);
      language.add('', { de: () => import('./core.de').then(({ coreGerman }) => coreGerman) });
      language.add('server', { de: () => import('./server.de').then(({ serverGerman }) => serverGerman) });
    }),
  ]);
}

/** For a feature's routes: its own strings, loaded with the feature. Keys begin with the feature's name. */
export function provideStrings(feature: string, english: Translation, others: Fetched): EnvironmentProviders {
  return provideEnvironmentInitializer(() => {
    // The route waits for the words of what it opens.
    void addStrings(feature, english, others);
  });
}

/** For what is fetched without a route of its own; resolves when its words can be read. Needs an injection context. */
export async function addStrings(feature: string, english: Translation, others: Fetched): Promise<void> {
  const language = inject(Language);
  inject(TranslocoService).setTranslation({ [feature]: english }, 'en', { merge: true });
  language.add(feature, others);
  await language.ready();
}
