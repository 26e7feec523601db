import { mailDomain } from '../../kernel/mail-domain.js';
import { COMPANY_ID_PATTERN, isCompanyIdPattern } from './domain/company-id.js';
import { setting, settingsArea } from '../settings/settings.facade.js';

/** Who may ask for an account, and whose address speaks for him. */
export const REGISTRATION = settingsArea({
  key: 'registration',
  label: 'Registration',
  help: 'Who may ask for an account, and which mail domains belong to the company.',
  fields: {
    isOpen: setting.boolean({
      default: true,
      label: 'People may register by themselves',
      help: 'While this is off, accounts come only from invitations and from sign-in through a trusted identity provider. People who wait for approval go on waiting; nobody who has an account is shut out.',
      affects: 'The registration page and its address in the API, at once.',
    }),
    trustedDomains: setting.words(
      { max: 100, normalise: mailDomain, must: 'a domain like example.com, without wildcards' },
      {
        default: [],
        label: 'Trusted mail domains',
        help: 'Domains of your own company, like example.com. Whoever signs in through the identity provider with a verified address of one of them needs no approval. Never enter a domain where strangers can get an address, like that of a free mail service. Subdomains count only when they are listed.',
        affects: 'New accounts from now on; the approvals page marks addresses of these domains.',
      },
    ),
  },
});

const PATTERN_FIELD = setting.text(
  { min: 1, max: 20 },
  {
    default: COMPANY_ID_PATTERN,
    label: 'Pattern of company IDs',
    help: 'Every account gets a running number. # stands for its digits, like EMP-###### for EMP-000123; larger numbers take more room. Letters, digits and . _ / - may stand around it.',
    affects: 'Accounts that are made from now on. Company IDs that exist stay as they are.',
  },
);

/** What the company is like. */
export const GENERAL = settingsArea({
  key: 'general',
  label: 'General',
  help: 'What the desk is called, and how the company counts its people.',
  fields: {
    deskName: setting.text(
      { min: 1, max: 60 },
      {
        default: 'IT Help Desk',
        label: 'Name of the help desk',
        help: 'What saved replies say where they name the desk.',
        affects: 'Saved replies that are filled in from now on.',
      },
    ),
    companyIdPattern: {
      ...PATTERN_FIELD,
      judge: (given: unknown) => {
        const judged = PATTERN_FIELD.judge(given);
        return 'problem' in judged || isCompanyIdPattern(judged.value)
          ? judged
          : { problem: 'Must have one run of 1 to 12 #, with letters, digits and . _ / - around it' };
      },
    },
  },
});
