import type { Routes } from '@angular/router';
import { provideStrings } from '../i18n/strings';
import { ticketsEnglish } from './tickets.en';

const providers = [provideStrings('tickets', ticketsEnglish)];

export const tickets: Routes = [
  {
    path: '',
    title: 'title.tickets',
    providers,
    loadComponent: () => import('./ticket-list/ticket-list').then((page) => page.TicketList),
  },
];
