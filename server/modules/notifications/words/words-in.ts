import type { MailLanguage } from '../../mail/mail.facade.js';
import { ENGLISH } from './english.js';
import { GERMAN } from './german.js';
import type { MailWords } from './mail-words.js';

const WORDS: Readonly<Record<MailLanguage, MailWords>> = { en: ENGLISH, de: GERMAN };

export function wordsIn(language: MailLanguage): MailWords {
  return WORDS[language];
}
