import type { Routes } from '@angular/router';
import { provideStrings } from '../i18n/strings';
import { portalEnglish } from './portal.en';

const words = provideStrings('portal', portalEnglish, {
  de: () => import('./portal.de').then(({ portalGerman }) => portalGerman),
});

export const home: Routes = [
  { path: '', providers: [words], loadComponent: () => import('./home/home').then((page) => page.Home) },
];

/** What stands behind the first page is fetched behind it, words included. */
export const requests: Routes = [
  {
    path: '',
    providers: [words],
    loadChildren: () => import('./request.routes').then((pages) => pages.requests),
  },
];
