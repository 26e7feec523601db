/**
 * What each template is given. Texts are plain; fields ending in `Html` are sanitised HTML and put in as they are.
 * `url` values are pages of the client; secret links are made while rendering (see LinkMakers).
 */
interface AboutTicket {
  readonly firstName: string;
  /** Like SS-000123. */
  readonly number: string;
  readonly subject: string;
  readonly url: string;
  /** Why this person gets this mail, as half a sentence: "you submitted this ticket". */
  readonly because: string;
}

interface AboutPromise {
  readonly requesterName: string;
  readonly priority: string;
  readonly promise: string;
  readonly due: string;
}

interface AboutInfectedFile {
  readonly firstName: string;
  readonly filename: string;
  /** The virus by the scanner's name. */
  readonly finding: string;
  readonly number: string | null;
  readonly url: string;
}

export interface MailTemplates {
  'registration-received': Readonly<Record<string, never>>;
  'registration-repeated': { readonly url: string };
  'account-pending-notice': {
    readonly firstName: string;
    readonly personName: string;
    readonly email: string;
    readonly companyId: string;
    readonly department: string | null;
    readonly url: string;
  };
  'account-approved': { readonly firstName: string; readonly url: string };
  'account-rejected': { readonly reason: string | null };
  'account-suspended': { readonly firstName: string; readonly reason: string | null };
  'account-reinstated': { readonly firstName: string; readonly url: string };
  /** Link `choose`. */
  'account-invite': { readonly firstName: string; readonly companyId: string };
  /** Link `reset`. Without a name to whom nobody let in: anybody can have typed it, and anybody can ask for this mail. */
  'password-reset': { readonly firstName: string | null };
  'password-changed': { readonly firstName: string; readonly url: string };
  'account-second-factor-on': { readonly firstName: string; readonly url: string };
  'account-second-factor-off': { readonly firstName: string; readonly url: string };
  /** By an administrator. */
  'account-second-factor-reset': { readonly firstName: string; readonly url: string };
  'account-recovery-codes': { readonly firstName: string; readonly url: string };
  /** Link `confirm`. To an address that is nobody's yet: nothing in it was typed by anybody. */
  'email-confirm': Readonly<Record<string, never>>;
  'email-taken': Readonly<Record<string, never>>;
  'email-change-notice': { readonly firstName: string; readonly email: string; readonly url: string };
  'email-changed': { readonly firstName: string; readonly email: string; readonly time: string };
  'email-set': { readonly firstName: string; readonly email: string; readonly url: string };
  'sign-in-throttled': {
    readonly firstName: string;
    readonly failures: number;
    /** Network addresses, in words. */
    readonly addresses: string;
    readonly time: string;
    readonly until: string;
    readonly isKnownPlace: boolean;
    readonly url: string;
  };
  'new-sign-in': {
    readonly firstName: string;
    readonly time: string;
    readonly device: string;
    readonly address: string;
    readonly url: string;
  };
  /** `firstName` null: whoever made the account typed it, and that may have been somebody else. */
  'identity-linked': {
    readonly firstName: string | null;
    readonly providerName: string;
    readonly isTakenOver: boolean;
    readonly url: string;
  };
  'identity-removed': { readonly firstName: string; readonly providerName: string; readonly url: string };
  'ticket-submitted': AboutTicket & { readonly category: string };
  'ticket-submitted-notice': AboutTicket & {
    readonly category: string;
    readonly priority: string;
    readonly requesterName: string;
  };
  'ticket-status': AboutTicket & {
    /** The new status in the reader's words, for the subject. */
    readonly status: string;
    /** A whole sentence. */
    readonly sentence: string;
    readonly textLabel: string | null;
    readonly text: string | null;
  };
  'ticket-assigned': AboutTicket & { readonly requesterName: string; readonly priority: string };
  'ticket-team-assigned': AboutTicket & {
    readonly requesterName: string;
    readonly priority: string;
    readonly teamName: string;
  };
  'ticket-reply': AboutTicket & { readonly authorName: string; readonly body: string; readonly bodyHtml: string };
  /** The body is empty for a note: it is read in the desk. */
  'ticket-mentioned': AboutTicket & { readonly authorName: string; readonly body: string; readonly bodyHtml: string };
  /** `promise` like "the first answer"; `due` in the reader's words and zone. */
  'ticket-promise-warned': AboutTicket & AboutPromise;
  'ticket-promise-broken': AboutTicket & AboutPromise;
  /** To whoever sent it. `number` null: it was not sent with anything yet. */
  'file-infected': AboutInfectedFile;
  /** To administrators. */
  'file-infected-notice': AboutInfectedFile & { readonly uploaderName: string | null };
  /** To administrators. `type` like `mail.deliver`. */
  'task-died-notice': { readonly firstName: string; readonly type: string; readonly url: string };
  /** To administrators. `isGone`: its receiver said 410, otherwise it failed for a day. */
  'webhook-paused-notice': {
    readonly firstName: string;
    readonly webhookName: string;
    readonly isGone: boolean;
    readonly url: string;
  };
  /** To administrators. */
  'webhook-recovered-notice': { readonly firstName: string; readonly webhookName: string; readonly url: string };
  'workflow-failed-notice': AboutTicket & { readonly state: string };
  /** Several of the above as one message; made when it is due. */
  'ticket-digest': AboutTicket & {
    readonly count: number;
    readonly items: readonly {
      readonly headline: string;
      readonly sentence: string | null;
      readonly textLabel: string | null;
      readonly text: string | null;
      readonly body: string | null;
      readonly bodyHtml: string | null;
    }[];
  };
  /** To whom an administrator wants to have it, to see whether mails arrive. */
  'mail-test': { readonly senderName: string };
}

export type MailTemplateName = keyof MailTemplates;
