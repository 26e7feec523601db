import type { Routes } from '@angular/router';
import { filesEnglish } from '../files/files.en';
import { provideStrings } from '../i18n/strings';
import { requestEnglish } from './request.en';

/** The pages of an employee behind the first one. */
export const requests: Routes = [
  {
    path: '',
    providers: [
      provideStrings('request', requestEnglish, {
        de: () => import('./request.de').then(({ requestGerman }) => requestGerman),
      }),
      provideStrings('files', filesEnglish, {
        de: () => import('../files/files.de').then(({ filesGerman }) => filesGerman),
      }),
    ],
    children: [
      {
        path: '',
        title: 'title.requests',
        loadComponent: () => import('./tracker/tracker').then((page) => page.Tracker),
      },
      {
        path: 'new',
        title: 'title.newRequest',
        loadComponent: () => import('./new-request/new-request').then((page) => page.NewRequest),
      },
      {
        path: ':number',
        title: 'title.request',
        // A conversation needs the whole of a telephone; the way back stands in its head.
        data: { isWhole: true },
        loadComponent: () => import('./own-ticket/own-ticket').then((page) => page.OwnTicket),
      },
    ],
  },
];
