import type { Routes } from '@angular/router';
import { provideStrings } from '../i18n/strings';
import { needs } from '../session/guards';
import { adminEnglish } from './admin.en';

/** Each page with the word it needs; fetched when first opened. */
export const admin: Routes = [
  {
    path: '',
    providers: [provideStrings('admin', adminEnglish)],
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
