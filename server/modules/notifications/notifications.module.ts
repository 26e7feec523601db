import { Module, type OnModuleInit } from '@nestjs/common';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventConsumers } from '../../platform/events/event-consumers.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountMailsConsumer } from './consumers/account-mails.consumer.js';
import { NameReceivers } from './composing/name-receivers.js';
import { ReadAround } from './composing/read-around.js';
import { ReadAudience } from './composing/read-audience.js';
import { ReadInfectedFile } from './composing/read-infected-file.js';
import { ReadSecurityNews } from './composing/read-security-news.js';
import { ReadTicketStory } from './composing/read-ticket-story.js';
import { NotificationsController } from './http/notifications.controller.js';
import { NotificationChoicesRepository } from './persistence/notification-choices.repository.js';
import { BouncesConsumer } from './consumers/bounces.consumer.js';
import { TicketMailsController } from './http/ticket-mails.controller.js';
import { BounceLog } from './persistence/bounce-log.js';
import { DecisionLog } from './persistence/decision-log.js';
import { PostTicketMails } from './use-cases/post-ticket-mails.js';
import { ShowTicketMails } from './use-cases/show-ticket-mails.js';
import { ChooseNotifications } from './use-cases/choose-notifications.js';
import { ShowNotifications } from './use-cases/show-notifications.js';
import { FileMailsConsumer } from './consumers/file-mails.consumer.js';
import { SecurityMailsConsumer } from './consumers/security-mails.consumer.js';
import { TaskMailsConsumer } from './consumers/task-mails.consumer.js';
import { WebhookPeople } from './composing/webhook-people.js';
import { WebhookMailsConsumer } from './consumers/webhook-mails.consumer.js';
import { TicketMailsConsumer } from './consumers/ticket-mails.consumer.js';

/**
 * Owns the decision who is told what, and why: composes every mail about people and tickets from events.
 * Refuses to own how a mail travels (mail) and what is true of a person or a ticket (users, tickets).
 */
@Module({
  imports: [ConfigurationModule, DatabaseModule, EventsModule, MailModule, TicketsModule, UsersModule],
  controllers: [NotificationsController, TicketMailsController],
  providers: [
    AccountMailsConsumer,
    BounceLog,
    BouncesConsumer,
    ChooseNotifications,
    DecisionLog,
    FileMailsConsumer,
    NameReceivers,
    NotificationChoicesRepository,
    PostTicketMails,
    ReadAround,
    ReadAudience,
    ReadInfectedFile,
    ReadSecurityNews,
    ReadTicketStory,
    SecurityMailsConsumer,
    ShowNotifications,
    ShowTicketMails,
    TaskMailsConsumer,
    TicketMailsConsumer,
    WebhookMailsConsumer,
    WebhookPeople,
  ],
})
export class NotificationsModule implements OnModuleInit {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly accounts: AccountMailsConsumer,
    private readonly tickets: TicketMailsConsumer,
    private readonly security: SecurityMailsConsumer,
    private readonly files: FileMailsConsumer,
    private readonly bounces: BouncesConsumer,
    private readonly tasks: TaskMailsConsumer,
    private readonly webhooks: WebhookMailsConsumer,
  ) {}

  onModuleInit(): void {
    this.consumers.register(this.accounts);
    this.consumers.register(this.tickets);
    this.consumers.register(this.security);
    this.consumers.register(this.files);
    this.consumers.register(this.bounces);
    this.consumers.register(this.tasks);
    this.consumers.register(this.webhooks);
  }
}
