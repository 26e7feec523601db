import type { Routes } from '@angular/router';
import { readable } from './session/account-language';
import { firstPage, needs, secured, signedIn, signedOut } from './session/guards';
import { Shell } from './shell/shell';

/** Features are fetched when first opened; `title` is a key of the strings. */
const pages: Routes = [
  {
    path: 'login',
    title: 'title.login',
    canActivate: [signedOut],
    loadChildren: () => import('./auth/auth.routes').then((auth) => auth.login),
  },
  {
    path: 'register',
    title: 'title.register',
    canActivate: [signedOut],
    loadChildren: () => import('./auth/auth.routes').then((auth) => auth.register),
  },
  {
    path: 'forgot',
    title: 'title.forgot',
    loadChildren: () => import('./auth/auth.routes').then((auth) => auth.forgot),
  },
  { path: 'reset', title: 'title.reset', loadChildren: () => import('./auth/auth.routes').then((auth) => auth.reset) },
  { path: 'setup', title: 'title.setup', loadChildren: () => import('./auth/auth.routes').then((auth) => auth.setup) },
  {
    path: 'confirm-email',
    loadChildren: () => import('./auth/auth.routes').then((auth) => auth.confirmEmail),
  },
  {
    path: 'second-factor',
    canActivate: [signedIn],
    loadChildren: () => import('./account/account.routes').then((account) => account.secondFactor),
  },
  {
    path: '',
    canActivate: [signedIn, secured],
    // In the first bundle: every page but the sign-in stands in it, and one fetch less comes before the page itself.
    component: Shell,
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'title.home',
        // Administrators decide, coordinators work, employees ask.
        canActivate: [
          firstPage([
            ['user:manage', '/admin/approvals'],
            ['ticket:work', '/tickets'],
          ]),
        ],
        loadChildren: () => import('./portal/portal.routes').then((portal) => portal.home),
      },
      { path: 'requests', loadChildren: () => import('./portal/portal.routes').then((portal) => portal.requests) },
      {
        path: 'tickets',
        canActivate: [needs('ticket:work')],
        loadChildren: () => import('./tickets/tickets.routes').then((tickets) => tickets.tickets),
      },
      {
        path: 'replies',
        canActivate: [needs('ticket:work')],
        loadChildren: () => import('./replies/replies.routes').then((replies) => replies.replies),
      },
      {
        path: 'account',
        title: 'title.account',
        loadChildren: () => import('./account/account.routes').then((account) => account.account),
      },
      // Every page in there names the word it needs.
      { path: 'admin', loadChildren: () => import('./admin/admin.routes').then((admin) => admin.admin) },
      {
        path: 'forbidden',
        title: 'title.forbidden',
        data: { kind: 'forbidden' },
        loadComponent: () => import('./errors/dead-end').then((page) => page.DeadEnd),
      },
      {
        path: '**',
        title: 'title.notFound',
        data: { kind: 'notFound' },
        loadComponent: () => import('./errors/dead-end').then((page) => page.DeadEnd),
      },
    ],
  },
];

/** The whole site. */
export const routes: Routes = [{ path: '', canActivateChild: [readable], children: pages }];
