import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { systemCall } from '../../../kernel/call.js';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import { messageIdFor } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ConsumerContext, EventConsumer } from '../../../platform/events/event-consumers.js';
import { MailFacade } from '../../mail/mail.facade.js';
import { UsersFacade } from '../../users/users.facade.js';
import { PAGES } from '../composing/pages.js';
import { ReadSecurityNews, SECURITY_EVENTS } from '../composing/read-security-news.js';
import { securityLetters } from '../composing/security-letters.js';

/** Tells people what happened around the door of their account. Asks nobody's choice. */
@Injectable()
export class SecurityMailsConsumer implements EventConsumer {
  readonly name = 'notifications.security';
  readonly events = SECURITY_EVENTS;

  constructor(
    private readonly news: ReadSecurityNews,
    private readonly users: UsersFacade,
    private readonly mail: MailFacade,
    private readonly unitOfWork: UnitOfWork,
    private readonly configuration: Configuration,
  ) {}

  /** Guesses at an account that does not exist end here: nobody is mailed. */
  async handle(event: StoredEvent, { taskId }: ConsumerContext): Promise<{ mailed: string[] }> {
    const person = await this.users.facts(event.subject.id);
    // A linked identity is told to people who still wait as well: the address is theirs, whoever made the account.
    const isTold = person?.status === 'Approved' || event.name === 'account.identity_linked';
    const news = isTold ? await this.news.execute(event) : null;
    if (person === null || news === null) {
      return { mailed: [] };
    }
    const { publicUrl } = this.configuration;
    const language = await this.mail.languageFor(person.language);
    const pages = {
      signIn: `${publicUrl}${PAGES.signIn}`,
      forgottenPassword: `${publicUrl}${PAGES.forgottenPassword}`,
      ownAccount: `${publicUrl}${PAGES.ownAccount}`,
    };
    const letters = securityLetters(person, news, pages, language);
    return this.unitOfWork.run(systemCall(), async (tx) => {
      const mailed: string[] = [];
      for (const { key, ...letter } of letters) {
        const id = messageIdFor(taskId, key);
        mailed.push(
          (await this.mail.queue(tx, systemCall(), { language: person.language, ...letter, id, kind: 'automatic' }))
            .messageId,
        );
      }
      return { mailed };
    });
  }
}
