import type { Routes } from '@angular/router';
import { provideStrings } from '../i18n/strings';
import { adminEnglish } from './admin.en';

const providers = [provideStrings('admin', adminEnglish)];

export const approvals: Routes = [
  { path: '', providers, loadComponent: () => import('./approvals/approvals').then((page) => page.Approvals) },
];
export const people: Routes = [
  { path: '', providers, loadComponent: () => import('./people/people').then((page) => page.People) },
];
export const mailbox: Routes = [
  { path: '', providers, loadComponent: () => import('./mailbox/mailbox').then((page) => page.Mailbox) },
];
export const queues: Routes = [
  { path: '', providers, loadComponent: () => import('./tasks/tasks').then((page) => page.Tasks) },
];
