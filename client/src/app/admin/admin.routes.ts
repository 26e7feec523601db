import type { Routes } from '@angular/router';
import { scopesEnglish } from '../i18n/scopes.en';
import { provideStrings } from '../i18n/strings';
import { needs } from '../session/guards';
import { adminEnglish } from './admin.en';

/** Each page with the word it needs; fetched when first opened. */
export const admin: Routes = [
  {
    path: '',
    providers: [
      provideStrings('admin', adminEnglish, { de: () => import('./admin.de').then(({ adminGerman }) => adminGerman) }),
      provideStrings('scopes', scopesEnglish, {
        de: () => import('../i18n/scopes.de').then(({ scopesGerman }) => scopesGerman),
      }),
    ],
    children: [
      {
        path: 'approvals',
        title: 'admin.approvals.title',
        canActivate: [needs('user:manage')],
        loadComponent: () => import('./approvals/approvals').then((page) => page.Approvals),
      },
      {
        path: 'people',
        title: 'admin.people.title',
        canActivate: [needs('user:manage')],
        loadComponent: () => import('./people/people').then((page) => page.People),
      },
      {
        path: 'people/:id',
        title: 'admin.people.title',
        canActivate: [needs('user:manage')],
        loadComponent: () => import('./people/person/person-page').then((page) => page.PersonPage),
      },
      {
        path: 'teams',
        title: 'admin.groups.teams.title',
        data: { kind: 'team' },
        canActivate: [needs('user:manage')],
        loadComponent: () => import('./groups/groups').then((page) => page.Groups),
      },
      {
        path: 'departments',
        title: 'admin.groups.departments.title',
        data: { kind: 'department' },
        canActivate: [needs('user:manage')],
        loadComponent: () => import('./groups/groups').then((page) => page.Groups),
      },
      {
        path: 'sign-in-blocks',
        title: 'admin.blocks.title',
        canActivate: [needs('user:manage')],
        loadComponent: () => import('./blocks/blocks').then((page) => page.Blocks),
      },
      {
        path: 'settings',
        title: 'admin.settings.title',
        canActivate: [needs('settings:manage')],
        loadComponent: () => import('./settings/settings').then((page) => page.Settings),
      },
      {
        path: 'lifecycle',
        title: 'admin.lifecycle.title',
        canActivate: [needs('lifecycle:manage')],
        loadComponent: () => import('./lifecycle/lifecycle').then((page) => page.Lifecycle),
      },
      {
        path: 'service-levels',
        canActivate: [needs('sla:manage')],
        loadChildren: () => import('./service-levels/service-levels.routes').then((levels) => levels.serviceLevels),
      },
      {
        path: 'categories',
        title: 'admin.categories.title',
        canActivate: [needs('category:manage')],
        loadComponent: () => import('./categories/categories').then((page) => page.Categories),
      },
      {
        path: 'explain',
        canActivate: [needs('access:explain')],
        loadChildren: () => import('./explain/explain.routes').then((explain) => explain.explain),
      },
      {
        path: 'files',
        title: 'admin.files.title',
        canActivate: [needs('file:manage')],
        loadComponent: () => import('./files/files').then((page) => page.Files),
      },
      {
        path: 'webhooks',
        title: 'admin.webhooks.title',
        canActivate: [needs('webhook:manage')],
        loadComponent: () => import('./webhooks/webhooks').then((page) => page.Webhooks),
      },
      {
        path: 'mailbox',
        title: 'admin.mailbox.title',
        canActivate: [needs('mail:read')],
        loadComponent: () => import('./mailbox/mailbox').then((page) => page.Mailbox),
      },
      {
        path: 'queues',
        title: 'admin.tasks.title',
        canActivate: [needs('queue:manage')],
        loadComponent: () => import('./tasks/tasks').then((page) => page.Tasks),
      },
    ],
  },
];
