import type { Translation } from '@jsverse/transloco';
import type { Fetched } from '../../i18n/language';
import { viewsEnglish } from './views.en';

/** For the rail and the list of tickets, whichever is opened first: name, English and other texts of the views. */
export const VIEWS_WORDS: readonly [feature: string, english: Translation, others: Fetched] = [
  'views',
  viewsEnglish,
  { de: () => import('./views.de').then(({ viewsGerman }) => viewsGerman) },
];
