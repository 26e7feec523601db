import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { StatusNames } from '../api/status-names';
import { filesEnglish } from '../files/files.en';
import { provideStrings } from '../i18n/strings';
import { VIEWS_WORDS } from '../shell/views/views-words';
import { editorEnglish } from '../ui/editor/editor.en';
import { ledgerEnglish } from '../ui/ledger/ledger.en';
import { ticketsEnglish } from './tickets.en';
import { listEnglish } from './workspace/list.en';

const providers = [
  provideStrings('tickets', ticketsEnglish, {
    de: () => import('./tickets.de').then(({ ticketsGerman }) => ticketsGerman),
  }),
  provideStrings('list', listEnglish, {
    de: () => import('./workspace/list.de').then(({ listGerman }) => listGerman),
  }),
  provideStrings(...VIEWS_WORDS),
  provideStrings('editor', editorEnglish, {
    de: () => import('../ui/editor/editor.de').then(({ editorGerman }) => editorGerman),
  }),
  provideStrings('ledger', ledgerEnglish, {
    de: () => import('../ui/ledger/ledger.de').then(({ ledgerGerman }) => ledgerGerman),
  }),
  provideStrings('files', filesEnglish, {
    de: () => import('../files/files.de').then(({ filesGerman }) => filesGerman),
  }),
];

export const tickets: Routes = [
  {
    path: '',
    title: 'title.tickets',
    providers,
    resolve: { statusNames: () => inject(StatusNames).ready() },
    loadComponent: () => import('./workspace/workspace').then((page) => page.Workspace),
    children: [
      { path: '', loadComponent: () => import('./nothing-open').then((page) => page.NothingOpen) },
      {
        path: ':number',
        title: 'title.ticket',
        loadComponent: () => import('./ticket/ticket-page').then((page) => page.TicketPage),
      },
    ],
  },
];
