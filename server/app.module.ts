import { Module } from '@nestjs/common';
import { AuthModule } from './modules/auth/auth.module.js';
import { DraftsModule } from './modules/drafts/drafts.module.js';
import { FilesModule } from './modules/files/files.module.js';
import { IntegrationsModule } from './modules/integrations/integrations.module.js';
import { MailModule } from './modules/mail/mail.module.js';
import { NotificationsModule } from './modules/notifications/notifications.module.js';
import { QueueModule } from './modules/queue/queue.module.js';
import { RealtimeModule } from './modules/realtime/realtime.module.js';
import { RepliesModule } from './modules/replies/replies.module.js';
import { SettingsModule } from './modules/settings/settings.module.js';
import { SlaModule } from './modules/sla/sla.module.js';
import { TicketsModule } from './modules/tickets/tickets.module.js';
import { UsersModule } from './modules/users/users.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { MetricsModule } from './platform/metrics/metrics.module.js';

/** The HTTP process: a table of contents, lowest level first. */
@Module({
  imports: [
    HttpModule,
    MetricsModule,
    QueueModule,
    SettingsModule,
    FilesModule,
    MailModule,
    UsersModule,
    AuthModule,
    DraftsModule,
    SlaModule,
    TicketsModule,
    RepliesModule,
    IntegrationsModule,
    NotificationsModule,
    RealtimeModule,
  ],
})
export class AppModule {}
