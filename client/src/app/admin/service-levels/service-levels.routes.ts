import type { Routes } from '@angular/router';
import { provideStrings } from '../../i18n/strings';
import { ledgerEnglish } from '../../ui/ledger/ledger.en';

export const serviceLevels: Routes = [
  {
    path: '',
    providers: [
      provideStrings('ledger', ledgerEnglish, {
        de: () => import('../../ui/ledger/ledger.de').then(({ ledgerGerman }) => ledgerGerman),
      }),
    ],
    children: [
      {
        path: '',
        title: 'admin.serviceLevels.title',
        loadComponent: () => import('./service-levels').then((page) => page.ServiceLevels),
      },
      {
        path: 'policies/:id',
        title: 'admin.serviceLevels.policy.page',
        loadComponent: () => import('./policy-page').then((page) => page.PolicyPage),
      },
      {
        path: 'calendars/:id',
        title: 'admin.serviceLevels.calendar.page',
        loadComponent: () => import('./calendar-page').then((page) => page.CalendarPage),
      },
    ],
  },
];
