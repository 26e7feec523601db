import type { Routes } from '@angular/router';
import { provideStrings } from '../i18n/strings';
import { authEnglish } from './auth.en';
import { signInOptions } from './sign-in-options';

const providers = [
  provideStrings('auth', authEnglish, { de: () => import('./auth.de').then(({ authGerman }) => authGerman) }),
];

export const login: Routes = [
  {
    path: '',
    providers,
    resolve: { options: signInOptions },
    loadComponent: () => import('./login/login').then((page) => page.Login),
  },
];
export const register: Routes = [
  { path: '', providers, loadComponent: () => import('./register/register').then((page) => page.Register) },
];
export const forgot: Routes = [
  { path: '', providers, loadComponent: () => import('./forgot/forgot').then((page) => page.Forgot) },
];
export const reset: Routes = [
  { path: '', providers, loadComponent: () => import('./reset/reset').then((page) => page.Reset) },
];
export const setup: Routes = [
  { path: '', providers, loadComponent: () => import('./setup/setup').then((page) => page.Setup) },
];
export const confirmEmail: Routes = [
  {
    path: '',
    // The heading of the page; a title of its own would weigh on the first page of everybody.
    title: 'auth.confirmEmail.title',
    providers,
    loadComponent: () => import('./confirm-email/confirm-email').then((page) => page.ConfirmEmail),
  },
];
