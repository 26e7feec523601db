import type { Routes } from '@angular/router';
import { provideStrings } from '../i18n/strings';
import { accountEnglish } from './account.en';

export const account: Routes = [
  {
    path: '',
    providers: [provideStrings('account', accountEnglish)],
    loadComponent: () => import('./account').then((page) => page.Account),
  },
];
