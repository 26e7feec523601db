import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { systemCall } from '../../../kernel/call.js';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import { messageIdFor } from '../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import type { ConsumerContext, EventConsumer } from '../../../platform/events/event-consumers.js';
import { MailFacade, type LinkSource, type MailTemplates } from '../../mail/mail.facade.js';
import { UsersFacade, type PersonFacts } from '../../users/users.facade.js';
import { ReadAudience, type LeftOut } from '../composing/read-audience.js';
import { accountMails, ACCOUNT_NEWS, isAccountNews, type OwnerTemplate } from '../composing/account-mails.js';
import { PAGES } from '../composing/pages.js';

interface OwnerMail {
  readonly data: MailTemplates[OwnerTemplate];
  readonly links?: Readonly<Record<string, LinkSource>>;
}

/** Composes every mail about an account. */
@Injectable()
export class AccountMailsConsumer implements EventConsumer {
  readonly name = 'notifications.accounts';
  readonly events = ACCOUNT_NEWS;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UsersFacade,
    private readonly audience: ReadAudience,
    private readonly mail: MailFacade,
    private readonly configuration: Configuration,
  ) {}

  async handle(
    event: StoredEvent,
    { taskId }: ConsumerContext,
  ): Promise<{ mailed: string[]; left: readonly LeftOut[] }> {
    const person = await this.users.facts(event.subject.id);
    if (person === null || !isAccountNews(event.name)) {
      return { mailed: [], left: [] };
    }
    const { owner, noticeToAdmins } = accountMails(event.name, event.actorKind, event.data);
    const reason =
      owner === 'account-rejected' || owner === 'account-suspended' ? await this.users.decisionReason(person.id) : null;
    const admins = noticeToAdmins ? await this.users.activeByRole('System Admin') : [];
    const { people, left } = await this.audience.execute(
      admins.map(({ id }) => ({ personId: id, key: 'account-pending' as const })),
    );
    return this.unitOfWork.run(systemCall(), async (tx) => {
      const mailed: string[] = [];
      if (owner !== null) {
        mailed.push(await this.tellOwner(tx, { event, taskId, person, template: owner, reason }));
      }
      for (const admin of people.values()) {
        mailed.push(await this.tellAdmin(tx, taskId, admin, person));
      }
      return { mailed, left };
    });
  }

  private async tellOwner(
    tx: Transaction,
    given: { event: StoredEvent; taskId: string; person: PersonFacts; template: OwnerTemplate; reason: string | null },
  ): Promise<string> {
    const { person, template, taskId } = given;
    const { data, links } = this.ownerMail(given.event, person, template, given.reason);
    const { messageId } = await this.mail.queue(tx, systemCall(), {
      id: messageIdFor(taskId, person.id),
      personId: person.id,
      language: person.language,
      // An address that is not confirmed yet gets no name: it was typed by whoever registered.
      to: { name: person.status === 'Approved' ? person.name : '', address: person.email },
      template,
      data,
      ...(links === undefined ? {} : { links }),
      kind: 'automatic',
    });
    return messageId;
  }

  private ownerMail(
    event: StoredEvent,
    { id, firstName, companyId, status }: PersonFacts,
    template: OwnerTemplate,
    reason: string | null,
  ): OwnerMail {
    const signIn = this.page(PAGES.signIn);
    const newPassword = this.page(PAGES.forgottenPassword);
    switch (template) {
      case 'registration-received':
        return { data: {} };
      case 'registration-repeated':
        return { data: { url: newPassword } };
      case 'account-rejected':
        return { data: { reason } };
      case 'account-suspended':
        return { data: { firstName, reason } };
      case 'account-approved':
      case 'account-reinstated':
        return { data: { firstName, url: signIn } };
      case 'account-invite':
        return { data: { firstName, companyId }, links: { choose: { purpose: 'account-invite', rowId: id } } };
      case 'password-reset':
        return {
          data: { firstName: status === 'Approved' ? firstName : null },
          links: { reset: { purpose: 'password-reset', rowId: String(event.data['resetId']) } },
        };
      case 'account-second-factor-reset':
        return { data: { firstName, url: signIn } };
      case 'account-second-factor-on':
      case 'account-second-factor-off':
      case 'account-recovery-codes':
      case 'password-changed':
        return { data: { firstName, url: newPassword } };
    }
  }

  private async tellAdmin(tx: Transaction, taskId: string, admin: PersonFacts, person: PersonFacts): Promise<string> {
    const { messageId } = await this.mail.queue(tx, systemCall(), {
      id: messageIdFor(taskId, admin.id),
      personId: admin.id,
      language: admin.language,
      to: { name: admin.name, address: admin.email },
      template: 'account-pending-notice',
      data: {
        firstName: admin.firstName,
        personName: person.name,
        email: person.email,
        companyId: person.companyId,
        department: person.department,
        url: this.page(PAGES.account(person.id)),
      },
      kind: 'automatic',
    });
    return messageId;
  }

  private page(path: string): string {
    return `${this.configuration.publicUrl}${path}`;
  }
}
