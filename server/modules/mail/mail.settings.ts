import { setting, settingsArea } from '../settings/settings.facade.js';

/** How mails leave. */
export const MAIL_SETTINGS = settingsArea<{ readonly collapseSeconds: number }>({
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
  },
});
