import { Module, type OnModuleInit } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { HttpModule } from '../../platform/http/http.module.js';
import { QueueModule } from '../queue/queue.module.js';
import { SettingsAreas } from '../settings/settings.facade.js';
import { SettingsModule } from '../settings/settings.module.js';
import { MailTemplateVersionsController } from './http/mail-template-versions.controller.js';
import { MailTemplatesController } from './http/mail-templates.controller.js';
import { TemplateSight } from './http/template-sight.js';
import { MailSettingsController } from './http/mail-settings.controller.js';
import { MailboxController } from './http/mailbox.controller.js';
import { EXAMPLE_LINK, exampleLink } from './domain/template-examples.js';
import { LinkMakers, MailFacade } from './mail.facade.js';
import { MailLogQuery } from './persistence/mail-log.query.js';
import { MailStore } from './persistence/mail-store.js';
import { MailTemplatesRepository } from './persistence/mail-templates.repository.js';
import { OwnAddressQuery } from './persistence/own-address.query.js';
import { MAIL_SETTINGS } from './mail.settings.js';
import { MailSignatures } from './mail-signatures.js';
import { MailTemplatesBell } from './mail-templates-bell.js';
import { TemplateLog } from './template-log.js';
import { MailFrame } from './rendering/mail-frame.js';
import { MailRenderer } from './rendering/mail-renderer.js';
import { ShippedTemplates } from './rendering/shipped-templates.js';
import { TemplateOverrides } from './rendering/template-overrides.js';
import { StampMessage } from './rendering/stamp-message.js';
import { MailTransport } from './transports/mail-transport.js';
import { transportFor } from './transports/transport-for.js';
import { ChangeMailTemplate } from './use-cases/change-mail-template.js';
import { ComposeMessage } from './use-cases/compose-message.js';
import { DeliverMail } from './use-cases/deliver-mail.js';
import { ListMailbox } from './use-cases/list-mailbox.js';
import { PreviewMailTemplate } from './use-cases/preview-mail-template.js';
import { ReadMailTemplates } from './use-cases/read-mail-templates.js';
import { RecordDelivery } from './use-cases/record-delivery.js';
import { ResendMessage } from './use-cases/resend-message.js';
import { SendTemplateTest } from './use-cases/send-template-test.js';
import { SendTestMail } from './use-cases/send-test-mail.js';
import { ShowMessage } from './use-cases/show-message.js';
import { OutsideModule } from '../../platform/outside/outside.module.js';
import { OutsideSystems } from '../../platform/outside/outside-systems.js';
import { MAIL_DELIVER } from './domain/mail-task.js';

/**
 * Owns outgoing messages: template and data in, a message handed over, its fate recorded.
 * Refuses to know what a message is about and who should get it (notifications).
 */
@Module({
  imports: [ConfigurationModule, OutsideModule, DatabaseModule, EventsModule, HttpModule, QueueModule, SettingsModule],
  controllers: [MailboxController, MailSettingsController, MailTemplatesController, MailTemplateVersionsController],
  providers: [
    {
      provide: MailTransport,
      inject: [Configuration],
      useFactory: ({ mailUrl }: Configuration) => transportFor(mailUrl),
    },
    MailStore,
    MailLogQuery,
    ChangeMailTemplate,
    MailFrame,
    MailRenderer,
    MailTemplatesBell,
    MailTemplatesRepository,
    OwnAddressQuery,
    PreviewMailTemplate,
    ReadMailTemplates,
    SendTemplateTest,
    ShippedTemplates,
    TemplateLog,
    TemplateOverrides,
    TemplateSight,
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
  constructor(
    private readonly areas: SettingsAreas,
    private readonly links: LinkMakers,
    private readonly frame: MailFrame,
    private readonly outside: OutsideSystems,
    private readonly delivering: DeliverMail,
  ) {}

  onModuleInit(): void {
    const { breaker } = this.delivering;
    this.outside.register({
      name: 'mail',
      // Without MAIL_URL the built-in mailbox takes all.
      isConfigured: this.delivering.isOutside,
      taskTypes: [MAIL_DELIVER],
      facts: () => breaker.facts,
      probe: () => {
        breaker.probe();
      },
    });
    this.links.register(EXAMPLE_LINK, (name) => Promise.resolve(exampleLink(this.frame.deskUrl, name)));
    this.areas.register(MAIL_SETTINGS);
  }
}
