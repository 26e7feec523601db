import type { LinkSource, MailLanguage, MailTemplateName, MailTemplates } from '../../mail/mail.facade.js';
import type { PersonFacts } from '../../users/users.facade.js';
import { wordsIn } from '../words/words-in.js';
import { deviceWords } from './device-words.js';
import { localTime } from './local-time.js';

/** What happened around an account's door, with all that its mails say. */
export type SecurityNews =
  | {
      readonly kind: 'email-requested';
      readonly changeId: string;
      readonly email: string;
      /** Who has that address already. */
      readonly owner: PersonFacts | null;
    }
  | {
      readonly kind: 'email-changed';
      readonly at: Date;
      readonly before: string;
      readonly after: string;
      /** By an administrator: then the owner of the new address does not know of it yet. */
      readonly isByAnother: boolean;
    }
  | {
      readonly kind: 'throttled';
      readonly at: Date;
      readonly failures: number;
      readonly ips: readonly string[];
      readonly until: Date;
      /** From where the owner has signed in before; otherwise from anywhere else. */
      readonly isKnownPlace: boolean;
    }
  | { readonly kind: 'identity-linked'; readonly providerName: string; readonly isTakenOver: boolean }
  | { readonly kind: 'identity-removed'; readonly providerName: string }
  | { readonly kind: 'new-address'; readonly at: Date; readonly ip: string; readonly userAgent: string | null };

/** Whole addresses of the client. */
export interface SecurityPages {
  readonly forgottenPassword: string;
  readonly signIn: string;
  readonly ownAccount: string;
}

/** Template and data that fit each other, and where they go. */
export type SecurityLetter = {
  [N in MailTemplateName]: {
    /** Apart from the other letters of the same event. */
    readonly key: string;
    readonly to: { readonly name: string; readonly address: string };
    readonly template: N;
    /** What the account of the reader says; absent: that of the person it is about. */
    readonly language?: string;
    readonly data: MailTemplates[N];
    readonly links?: Readonly<Record<string, LinkSource>>;
  };
}[MailTemplateName];

/** Mails that nobody can switch off: who may be losing his account must hear of it. */
export function securityLetters(
  person: PersonFacts,
  news: SecurityNews,
  pages: SecurityPages,
  language: MailLanguage,
): SecurityLetter[] {
  const words = wordsIn(language);
  const clock = (moment: Date): string => localTime(moment, timeZone, words.locale);
  const { firstName, timeZone } = person;
  const own = { key: person.id, to: { name: person.name, address: person.email } };
  switch (news.kind) {
    case 'email-requested':
      return [
        {
          ...own,
          template: 'email-change-notice',
          data: { firstName, email: news.email, url: pages.forgottenPassword },
        },
        wishLetter(news),
      ];
    case 'email-changed':
      return [
        {
          key: person.id,
          to: { name: person.name, address: news.before },
          template: 'email-changed',
          data: { firstName, email: news.after, time: clock(news.at) },
        },
        ...(news.isByAnother
          ? [
              {
                key: `${person.id} new`,
                to: { name: person.name, address: news.after },
                template: 'email-set' as const,
                data: { firstName, email: news.after, url: pages.signIn },
              },
            ]
          : []),
      ];
    case 'throttled':
      return [
        {
          ...own,
          template: 'sign-in-throttled',
          data: {
            firstName,
            failures: news.failures,
            addresses: news.ips.join(', '),
            time: clock(news.at),
            until: clock(news.until),
            isKnownPlace: news.isKnownPlace,
            url: pages.forgottenPassword,
          },
        },
      ];
    case 'identity-linked': {
      const { providerName, isTakenOver } = news;
      const hasOwnName = !isTakenOver && person.status === 'Approved';
      return [
        {
          key: person.id,
          to: { name: hasOwnName ? person.name : '', address: person.email },
          template: 'identity-linked',
          data: { firstName: hasOwnName ? firstName : null, providerName, isTakenOver, url: pages.forgottenPassword },
        },
      ];
    }
    case 'identity-removed':
      return [
        {
          ...own,
          template: 'identity-removed',
          data: { firstName, providerName: news.providerName, url: pages.forgottenPassword },
        },
      ];
    case 'new-address':
      return [
        {
          ...own,
          template: 'new-sign-in',
          data: {
            firstName,
            time: clock(news.at),
            device: deviceWords(news.userAgent, words),
            address: news.ip,
            url: pages.ownAccount,
          },
        },
      ];
  }
}

/** To the wanted address: the link, or word that somebody wanted it. Nobody's name goes there. */
function wishLetter({ changeId, email, owner }: SecurityNews & { kind: 'email-requested' }): SecurityLetter {
  const to = { name: '', address: email };
  return owner === null
    ? {
        key: changeId,
        to,
        template: 'email-confirm',
        data: {},
        links: { confirm: { purpose: 'email-change', rowId: changeId } },
      }
    : { key: changeId, to, template: 'email-taken', language: owner.language, data: {} };
}
