import { Module } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { QueueModule } from '../queue/queue.module.js';
import { MailboxController } from './http/mailbox.controller.js';
import { LinkMakers, MailFacade } from './mail.facade.js';
import { MailStore } from './persistence/mail-store.js';
import { MailRenderer } from './rendering/mail-renderer.js';
import { MailboxTransport, MailTransport } from './transports/mail-transport.js';
import { SmtpTransport } from './transports/smtp-transport.js';
import { ComposeMessage } from './use-cases/compose-message.js';
import { DeliverMail } from './use-cases/deliver-mail.js';
import { ListMailbox } from './use-cases/list-mailbox.js';
import { ResendMessage } from './use-cases/resend-message.js';
import { ShowMessage } from './use-cases/show-message.js';

/**
 * Owns outgoing messages: template and data in, a message handed over, its fate recorded.
 * Refuses to know what a message is about and who should get it (notifications).
 */
@Module({
  imports: [ConfigurationModule, DatabaseModule, EventsModule, QueueModule],
  controllers: [MailboxController],
  providers: [
    {
      provide: MailTransport,
      inject: [Configuration],
      useFactory: ({ mailUrl }: Configuration): MailTransport =>
        mailUrl === null ? new MailboxTransport() : new SmtpTransport(mailUrl),
    },
    MailStore,
    MailRenderer,
    LinkMakers,
    MailFacade,
    ComposeMessage,
    DeliverMail,
    ListMailbox,
    ShowMessage,
    ResendMessage,
  ],
  exports: [LinkMakers, MailFacade],
})
export class MailModule {}
