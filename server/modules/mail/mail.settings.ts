import { MAIL_LANGUAGES, type MailLanguage } from './domain/mail-language.js';
import { setting, settingsArea } from '../settings/settings.facade.js';

/** How mails leave. */
export const MAIL_SETTINGS = settingsArea<{ readonly collapseSeconds: number; readonly language: MailLanguage }>({
  key: 'mail',
  label: 'Mail',
  help: 'How the desk writes to people. Where mails are handed over is said by the environment (MAIL_URL, MAIL_FROM).',
  fields: {
    collapseSeconds: setting.number(
      { min: 0, max: 600 },
      {
        default: 120,
        label: 'Seconds in which news go together',
        help: 'The first mail about a ticket leaves at once. What happens within so many seconds after it waits, and each person gets it as one mail. 0 sends every mail by itself.',
        affects: 'Mails from now on.',
      },
    ),
    language: setting.choice(MAIL_LANGUAGES, {
      default: 'en',
      label: 'Language of mails',
      help: 'People are written to in the language of their account. This one is for those whose language mails do not speak, and for addresses without an account.',
      affects: 'Mails from now on.',
    }),
  },
});
