import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { ScheduleModule } from '../../platform/schedule/schedule.module.js';
import { DraftsController } from './http/drafts.controller.js';
import { DraftsRepository } from './persistence/drafts.repository.js';
import { ForgetDrafts } from './use-cases/forget-drafts.js';
import { KeepDraft } from './use-cases/keep-draft.js';
import { ReadDrafts } from './use-cases/read-drafts.js';

/**
 * Owns what people have typed and not sent: kept under a key of the client's choice, for its writer alone.
 * Refuses to know what a draft is about, to show it to anybody else, and to log it: it is nobody's fact yet, so that it
 * makes no event.
 */
@Module({
  imports: [DatabaseModule, ScheduleModule],
  controllers: [DraftsController],
  providers: [DraftsRepository, ForgetDrafts, KeepDraft, ReadDrafts],
})
export class DraftsModule {}
