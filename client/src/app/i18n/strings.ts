import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
} from '@angular/core';
import { type Translation, type TranslocoLoader, TranslocoService, provideTransloco } from '@jsverse/transloco';
import { type Observable, of } from 'rxjs';
import { coreEnglish } from './core.en';

/** English is part of the code, so that no key is ever seen and nothing more is fetched. */
class BundledStrings implements TranslocoLoader {
  getTranslation(): Observable<Translation> {
    return of(coreEnglish);
  }
}

export function provideI18n(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: { availableLangs: ['en'], defaultLang: 'en', reRenderOnLangChange: true, prodMode: true },
      loader: BundledStrings,
    }),
    // Also for texts asked for in code before the first template has loaded them.
    provideEnvironmentInitializer(() => {
      inject(TranslocoService).setTranslation(coreEnglish, 'en');
    }),
  ]);
}

/** For a feature's routes: its own strings, loaded with the feature. Keys begin with the feature's name. */
export function provideStrings(feature: string, english: Translation): EnvironmentProviders {
  return provideEnvironmentInitializer(() => {
    inject(TranslocoService).setTranslation({ [feature]: english }, 'en', { merge: true });
  });
}
