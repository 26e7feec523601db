import type { Routes } from '@angular/router';
import { provideStrings } from '../i18n/strings';
import { editorEnglish } from '../ui/editor/editor.en';
import { repliesEnglish } from './replies.en';

export const replies: Routes = [
  {
    path: '',
    providers: [
      provideStrings('replies', repliesEnglish, {
        de: () => import('./replies.de').then(({ repliesGerman }) => repliesGerman),
      }),
      provideStrings('editor', editorEnglish, {
        de: () => import('../ui/editor/editor.de').then(({ editorGerman }) => editorGerman),
      }),
    ],
    children: [
      {
        path: '',
        title: 'replies.title',
        loadComponent: () => import('./reply-list').then((page) => page.ReplyList),
      },
      {
        path: ':id',
        title: 'replies.page',
        loadComponent: () => import('./reply-page').then((page) => page.ReplyPage),
      },
    ],
  },
];
