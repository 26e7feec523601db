import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { StatusNames } from '../../api/status-names';
import { provideStrings } from '../../i18n/strings';
import { Explain } from './explain';
import { explainEnglish } from './explain.en';

/** Its words come with it: they are many, and few pages need them. */
export const explain: Routes = [
  {
    path: '',
    title: 'explain.title',
    component: Explain,
    resolve: { statusNames: () => inject(StatusNames).ready() },
    providers: [
      provideStrings('explain', explainEnglish, {
        de: () => import('./explain.de').then(({ explainGerman }) => explainGerman),
      }),
    ],
  },
];
