import { Module, type OnModuleInit } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { QueueModule } from '../queue/queue.module.js';
import { SettingsAreas } from '../settings/settings.facade.js';
import { SettingsModule } from '../settings/settings.module.js';
import { MailSettingsController } from './http/mail-settings.controller.js';
import { MailboxController } from './http/mailbox.controller.js';
import { LinkMakers, MailFacade } from './mail.facade.js';
import { MailLogQuery } from './persistence/mail-log.query.js';
import { MailStore } from './persistence/mail-store.js';
import { MAIL_SETTINGS } from './mail.settings.js';
import { MailSignatures } from './mail-signatures.js';
import { MailRenderer } from './rendering/mail-renderer.js';
import { StampMessage } from './rendering/stamp-message.js';
import { MailTransport } from './transports/mail-transport.js';
import { transportFor } from './transports/transport-for.js';
import { ComposeMessage } from './use-cases/compose-message.js';
import { DeliverMail } from './use-cases/deliver-mail.js';
import { ListMailbox } from './use-cases/list-mailbox.js';
import { RecordDelivery } from './use-cases/record-delivery.js';
import { ResendMessage } from './use-cases/resend-message.js';
import { SendTestMail } from './use-cases/send-test-mail.js';
import { ShowMessage } from './use-cases/show-message.js';

/**
 * Owns outgoing messages: template and data in, a message handed over, its fate recorded.
 * Refuses to know what a message is about and who should get it (notifications).
 */
@Module({
  imports: [ConfigurationModule, DatabaseModule, EventsModule, QueueModule, SettingsModule],
  controllers: [MailboxController, MailSettingsController],
  providers: [
    {
      provide: MailTransport,
      inject: [Configuration],
      useFactory: ({ mailUrl }: Configuration) => transportFor(mailUrl),
    },
    MailStore,
    MailLogQuery,
    MailRenderer,
    MailSignatures,
    StampMessage,
    RecordDelivery,
    SendTestMail,
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
export class MailModule implements OnModuleInit {
  constructor(private readonly areas: SettingsAreas) {}

  onModuleInit(): void {
    this.areas.register(MAIL_SETTINGS);
  }
}
