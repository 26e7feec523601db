import { inject } from '@angular/core';
import { type CanActivateFn, Router, type Routes } from '@angular/router';
import { scopesEnglish } from '../i18n/scopes.en';
import { provideStrings } from '../i18n/strings';
import { safeReturnUrl } from '../session/guards';
import { Session } from '../session/session';
import { accountEnglish } from './account.en';

const providers = [
  provideStrings('account', accountEnglish, {
    de: () => import('./account.de').then(({ accountGerman }) => accountGerman),
  }),
  provideStrings('scopes', scopesEnglish, {
    de: () => import('../i18n/scopes.de').then(({ scopesGerman }) => scopesGerman),
  }),
];

/** On phones the list of sections is a page; elsewhere it stands beside each of them. */
const onPhones: CanActivateFn = () =>
  matchMedia('(width < 600px)').matches || inject(Router).parseUrl('/account/profile');

/** Who owes nothing, or no longer, goes on. */
const onlyOwing: CanActivateFn = (route) =>
  inject(Session).owesSecondFactor() || inject(Router).parseUrl(safeReturnUrl(route.queryParamMap.get('returnUrl')));

export const account: Routes = [
  {
    path: '',
    providers,
    loadComponent: () => import('./account').then((page) => page.Account),
    children: [
      {
        path: '',
        pathMatch: 'full',
        canActivate: [onPhones],
        loadComponent: () => import('./section-list').then((page) => page.SectionList),
      },
      {
        path: 'profile',
        title: 'account.profile.title',
        loadComponent: () => import('./profile/profile').then((page) => page.Profile),
      },
      {
        path: 'security',
        title: 'account.security.title',
        loadComponent: () => import('./security/security').then((page) => page.Security),
      },
      {
        path: 'notifications',
        title: 'account.notifications.title',
        loadComponent: () => import('./notifications/notifications').then((page) => page.Notifications),
      },
      {
        path: 'tokens',
        title: 'account.tokens.title',
        loadComponent: () => import('./tokens/tokens').then((page) => page.Tokens),
      },
      {
        path: 'appearance',
        title: 'account.appearance.title',
        loadComponent: () => import('./appearance/appearance').then((page) => page.Appearance),
      },
    ],
  },
];

/** A page of its own, outside the frame: whoever is sent here may open nothing else yet. */
export const secondFactor: Routes = [
  {
    path: '',
    title: 'account.mustSetUp.title',
    providers,
    canActivate: [onlyOwing],
    loadComponent: () => import('./second-factor/must-set-up').then((page) => page.MustSetUp),
  },
];
