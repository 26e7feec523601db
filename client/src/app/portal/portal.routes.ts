import type { Routes } from '@angular/router';
import { provideStrings } from '../i18n/strings';
import { portalEnglish } from './portal.en';

const providers = [provideStrings('portal', portalEnglish)];

export const home: Routes = [
  { path: '', providers, loadComponent: () => import('./home/home').then((page) => page.Home) },
];

export const requests: Routes = [
  {
    path: '',
    title: 'title.requests',
    providers,
    loadComponent: () => import('./home/home').then((page) => page.Home),
  },
];
