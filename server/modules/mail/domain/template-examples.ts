import type { MailLanguage } from './mail-language.js';
import type { MailTemplateName, MailTemplates } from './mail-templates.js';

/** Data a template is shown with: all that there can be, and as little as there can be. */
export interface TemplateExample<N extends MailTemplateName> {
  readonly full: MailTemplates[N];
  /** What of it may be missing, or otherwise. */
  readonly sparse?: Partial<MailTemplates[N]>;
}

type Examples = { readonly [N in MailTemplateName]: TemplateExample<N> };

const WORDS = {
  en: {
    because: 'this is your ticket',
    subject: 'The printer on the 2nd floor says "PC LOAD LETTER" & stops',
    category: 'Hardware',
    priority: 'High',
    department: 'Accounting',
    reason: 'We could not find you in the list of employees.\nPlease write to us from your own address.',
    status: 'Resolved',
    sentence: 'Ticket SS-000123 has been resolved. If the problem is still there, reopen it or answer in it.',
    textLabel: 'How it was solved:',
    text: 'The tray was empty.\nThere is paper in it again.',
    body: 'Hello Ada,\n\nis there *any paper* left in tray 2?',
    bodyHtml: '<p>Hello Ada,</p>\n<p>is there <em>any paper</em> left in tray 2?</p>',
    answered: 'Grace Hopper answered',
    team: 'Field service',
    promise: 'the first answer',
    time: 'Monday, 7 September 2026 at 10:00 CEST',
    until: 'Monday, 7 September 2026 at 10:15 CEST',
    device: 'Firefox on Windows',
    state: 'failed',
    file: 'invoice.pdf.exe',
  },
  de: {
    because: 'es Ihre Anfrage ist',
    subject: 'Der Drucker im 2. Stock meldet „PC LOAD LETTER“ & steht still',
    category: 'Hardware',
    priority: 'Hoch',
    department: 'Buchhaltung',
    reason:
      'Wir haben Sie in der Liste der Mitarbeiter nicht gefunden.\nBitte schreiben Sie uns von Ihrer eigenen Adresse.',
    status: 'Gelöst',
    sentence:
      'Die Anfrage SS-000123 wurde gelöst. Falls das Problem noch besteht, öffnen Sie sie wieder oder antworten Sie darin.',
    textLabel: 'So wurde sie gelöst:',
    text: 'Das Fach war leer.\nJetzt ist wieder Papier darin.',
    body: 'Hallo Ada,\n\nist in Fach 2 noch *irgendein Papier*?',
    bodyHtml: '<p>Hallo Ada,</p>\n<p>ist in Fach 2 noch <em>irgendein Papier</em>?</p>',
    answered: 'Grace Hopper hat geantwortet',
    team: 'Außendienst',
    promise: 'die erste Antwort',
    time: 'Montag, 7. September 2026 um 10:00 MESZ',
    until: 'Montag, 7. September 2026 um 10:15 MESZ',
    device: 'Firefox unter Windows',
    state: 'fehlgeschlagen',
    file: 'Rechnung.pdf.exe',
  },
} as const satisfies Record<MailLanguage, Record<string, string>>;

/** `deskUrl`: where the desk is, without a slash at its end. */
export function templateExamples(language: MailLanguage, deskUrl: string): Examples {
  const words = WORDS[language];
  const { subject, because, category, priority } = words;
  const firstName = 'Ada';
  const url = `${deskUrl}/tickets/SS-000123`;
  const own = { firstName, url: `${deskUrl}/login` };
  const ticket = { firstName, number: 'SS-000123', subject, url, because };
  const staff = { ...ticket, requesterName: 'Ada Lovelace', priority };
  const promise = { ...staff, promise: words.promise, due: words.time };
  const infected = { firstName, filename: words.file, finding: 'Win.Test.EICAR_HDB-1', number: 'SS-000123', url };
  const said = { authorName: 'Grace Hopper', body: words.body, bodyHtml: words.bodyHtml };
  return {
    'registration-received': { full: {} },
    'registration-repeated': { full: { url: `${deskUrl}/forgot` } },
    'account-pending-notice': {
      full: {
        firstName: 'Grace',
        personName: 'Ada Lovelace',
        email: 'ada@example.com',
        companyId: 'EMP-000123',
        department: words.department,
        url: `${deskUrl}/admin/people/018f0000-0000-7000-8000-000000000123`,
      },
      sparse: { department: null },
    },
    'account-approved': { full: own },
    'account-rejected': { full: { reason: words.reason }, sparse: { reason: null } },
    'account-suspended': { full: { firstName, reason: words.reason }, sparse: { reason: null } },
    'account-reinstated': { full: own },
    'account-invite': { full: { firstName, companyId: 'EMP-000123' } },
    'password-reset': { full: { firstName }, sparse: { firstName: null } },
    'password-changed': { full: own },
    'account-second-factor-on': { full: own },
    'account-second-factor-off': { full: own },
    'account-second-factor-reset': { full: own },
    'account-recovery-codes': { full: own },
    'email-confirm': { full: {} },
    'email-taken': { full: {} },
    'email-change-notice': { full: { ...own, email: 'lovelace@example.com' } },
    'email-changed': { full: { firstName, email: 'lovelace@example.com', time: words.time } },
    'email-set': { full: { ...own, email: 'lovelace@example.com' } },
    'sign-in-throttled': {
      full: {
        ...own,
        failures: 10,
        addresses: '192.0.2.17, 2001:db8::17',
        time: words.time,
        until: words.until,
        isKnownPlace: true,
      },
      sparse: { isKnownPlace: false },
    },
    'new-sign-in': { full: { ...own, time: words.time, device: words.device, address: '192.0.2.17' } },
    'identity-linked': {
      full: { ...own, providerName: 'Example Login', isTakenOver: false },
      sparse: { firstName: null, isTakenOver: true },
    },
    'identity-removed': { full: { ...own, providerName: 'Example Login' } },
    'ticket-submitted': { full: { ...ticket, category } },
    'ticket-submitted-notice': { full: { ...staff, category } },
    'ticket-status': {
      full: { ...ticket, status: words.status, sentence: words.sentence, textLabel: words.textLabel, text: words.text },
      sparse: { textLabel: null, text: null },
    },
    'ticket-assigned': { full: staff },
    'ticket-team-assigned': { full: { ...staff, teamName: words.team } },
    'ticket-reply': { full: { ...ticket, ...said } },
    'ticket-mentioned': { full: { ...ticket, ...said }, sparse: { body: '', bodyHtml: '' } },
    'ticket-promise-warned': { full: promise },
    'ticket-promise-broken': { full: promise },
    'ticket-digest': {
      full: {
        ...ticket,
        count: 2,
        items: [
          {
            headline: `${words.answered}: ${subject}`,
            sentence: null,
            textLabel: null,
            text: null,
            body: words.body,
            bodyHtml: words.bodyHtml,
          },
          {
            headline: `${words.status}: ${subject}`,
            sentence: words.sentence,
            textLabel: words.textLabel,
            text: words.text,
            body: null,
            bodyHtml: null,
          },
        ],
      },
    },
    'workflow-failed-notice': { full: { ...ticket, state: words.state } },
    'file-infected': { full: infected, sparse: { number: null } },
    'file-infected-notice': {
      full: { ...infected, uploaderName: 'Ada Lovelace' },
      sparse: { uploaderName: null, number: null },
    },
    'task-died-notice': { full: { ...own, type: 'mail.deliver' } },
    'webhook-paused-notice': { full: { ...own, webhookName: 'Inventory', isGone: false }, sparse: { isGone: true } },
    'webhook-recovered-notice': { full: { ...own, webhookName: 'Inventory' } },
    'mail-test': { full: { senderName: 'Grace Hopper' } },
  };
}

/** The purpose of links in mails that are tried out. */
export const EXAMPLE_LINK = 'example';

/** A link that looks like a secret one and opens nothing. */
export function exampleLink(deskUrl: string, name: string): string {
  return `${deskUrl}/example/${name}?token=example-of-a-secret-link`;
}
