import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { UsersModule } from '../users/users.module.js';
import { ReplyRefusals, ReplySight } from './http/reply-refusals.js';
import { SavedRepliesController } from './http/saved-replies.controller.js';
import { SavedRepliesRepository } from './persistence/saved-replies.repository.js';
import { FillReply } from './use-cases/fill-reply.js';
import { JudgeReply } from './use-cases/judge-reply.js';
import { ListReplies } from './use-cases/list-replies.js';
import { SaveReply } from './use-cases/save-reply.js';

/**
 * Owns saved replies: texts that staff write again and again, whose they are, and what their placeholders stand for.
 * Refuses to send anything: a filled reply is a text in somebody's composer and nothing more.
 */
@Module({
  imports: [DatabaseModule, EventsModule, SettingsModule, TicketsModule, UsersModule],
  controllers: [SavedRepliesController],
  providers: [FillReply, JudgeReply, ListReplies, ReplyRefusals, ReplySight, SavedRepliesRepository, SaveReply],
})
export class RepliesModule {}
