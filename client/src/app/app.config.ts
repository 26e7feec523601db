import { provideHttpClient, withInterceptors, withXhr } from '@angular/common/http';
import { type ApplicationConfig, inject, provideAppInitializer } from '@angular/core';
import { TitleStrategy, provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { authInterceptor } from './api/auth-interceptor';
import { errorInterceptor } from './api/error-interceptor';
import { routes } from './app.routes';
import { Language } from './i18n/language';
import { provideI18n } from './i18n/strings';
import { Session } from './session/session';
import { PageTitle } from './shell/page-title';

export const appConfig: ApplicationConfig = {
  providers: [
    // XHR, since fetch cannot tell how far an upload is.
    provideHttpClient(withXhr(), withInterceptors([errorInterceptor, authInterceptor])),
    provideI18n(),
    provideAppInitializer(() => Promise.all([inject(Language).start(), inject(Session).restore()])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
  ],
};
