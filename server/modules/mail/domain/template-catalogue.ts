import type { MailTemplateName } from './mail-templates.js';

export const TEMPLATE_GROUPS = ['account', 'security', 'ticket', 'desk'] as const;
export type TemplateGroup = (typeof TEMPLATE_GROUPS)[number];

interface TemplateFacts {
  readonly group: TemplateGroup;
  /** When it is sent, and to whom. */
  readonly purpose: string;
  /** Secret links that it must show, by its names for them. */
  readonly links: readonly string[];
}

function of(group: TemplateGroup, purpose: string, links: readonly string[] = []): TemplateFacts {
  return { group, purpose, links };
}

/** Every template: what it is for. */
export const CATALOGUE: Readonly<Record<MailTemplateName, TemplateFacts>> = {
  'registration-received': of('account', 'To whoever registered: the account waits for approval.'),
  'registration-repeated': of('account', 'To the owner of an address that somebody registered again.'),
  'account-pending-notice': of('account', 'To administrators: somebody has registered and waits for approval.'),
  'account-approved': of('account', 'To whoever registered: the account is open.'),
  'account-rejected': of('account', 'To whoever registered: the account was not approved.'),
  'account-suspended': of('account', 'To the owner of an account that was suspended.'),
  'account-reinstated': of('account', 'To the owner of an account that is open again.'),
  'account-invite': of('account', 'To somebody whom an administrator made an account for: choose a password.', [
    'choose',
  ]),
  'password-reset': of('security', 'To whoever has forgotten the password: choose a new one.', ['reset']),
  'password-changed': of('security', 'To the owner of an account whose password was changed.'),
  'account-second-factor-on': of('security', 'To the owner of an account that asks for a second factor from now on.'),
  'account-second-factor-off': of('security', 'To the owner of an account that no longer asks for a second factor.'),
  'account-second-factor-reset': of(
    'security',
    'To the owner of an account whose second factor an administrator took away.',
  ),
  'account-recovery-codes': of('security', 'To the owner of an account that has new recovery codes.'),
  'email-confirm': of('security', 'To an address that is to become that of an account: confirm it.', ['confirm']),
  'email-taken': of('security', 'To the owner of an address that was named for another account.'),
  'email-change-notice': of('security', 'To the present address of an account that is to get another one.'),
  'email-changed': of('security', 'To the old address of an account that has a new one.'),
  'email-set': of('security', 'To the new address of an account, when an administrator changed it.'),
  'sign-in-throttled': of('security', 'To the owner of an account that somebody could not sign in to.'),
  'new-sign-in': of('security', 'To the owner of an account that was entered from a new network address.'),
  'identity-linked': of('security', 'To the owner of an account that an identity provider opens from now on.'),
  'identity-removed': of('security', 'To the owner of an account that an identity provider no longer opens.'),
  'ticket-submitted': of('ticket', 'To the requester: the ticket has been received.'),
  'ticket-submitted-notice': of('ticket', 'To administrators: there is a new ticket.'),
  'ticket-status': of('ticket', 'To requester, watchers and sometimes the assignee: the status has changed.'),
  'ticket-assigned': of('ticket', 'To the new assignee of a ticket.'),
  'ticket-team-assigned': of('ticket', 'To the members of a team that a ticket was given to.'),
  'ticket-reply': of('ticket', 'To those around a ticket: somebody has answered.'),
  'ticket-mentioned': of('ticket', 'To somebody who was named in an answer or a note.'),
  'ticket-promise-warned': of('ticket', 'To staff: something promised for a ticket is due soon.'),
  'ticket-promise-broken': of('ticket', 'To staff: something promised for a ticket is overdue.'),
  'ticket-digest': of('ticket', 'Several news about one ticket that came shortly after each other, as one mail.'),
  'workflow-failed-notice': of(
    'ticket',
    'To administrators: the workflow system failed with a ticket, or cancelled it.',
  ),
  'file-infected': of('desk', 'To whoever sent a file that the virus scanner refused.'),
  'file-infected-notice': of('desk', 'To administrators: the virus scanner refused a file.'),
  'task-died-notice': of('desk', 'To administrators: background work has used up all its attempts.'),
  'webhook-paused-notice': of('desk', 'To administrators: the desk paused a webhook because its receiver fails.'),
  'webhook-recovered-notice': of('desk', 'To administrators: a webhook that the desk had paused works again.'),
  'mail-test': of('desk', 'To whom an administrator wants to have it, to see whether mails arrive.'),
};

/** Every name, so that a missing file is found at start and not when the mail is due. */
export const MAIL_TEMPLATES = Object.keys(CATALOGUE) as MailTemplateName[];

export function isMailTemplate(name: string): name is MailTemplateName {
  return Object.hasOwn(CATALOGUE, name);
}
