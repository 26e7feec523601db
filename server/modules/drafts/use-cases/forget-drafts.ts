import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../../platform/database/database.js';
import { HourlyWork, type HourlyChore } from '../../../platform/schedule/hourly-work.js';
import { DRAFT_DAYS } from '../domain/draft.js';
import { DraftsRepository } from '../persistence/drafts.repository.js';

const DAY = 86_400_000;

/** Takes away drafts that nobody touched for a month. */
@Injectable()
export class ForgetDrafts implements HourlyChore, OnModuleInit {
  readonly name = 'drafts.forget';

  constructor(
    private readonly hourly: HourlyWork,
    private readonly database: Database,
    private readonly drafts: DraftsRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.hourly.register(this);
  }

  async execute(): Promise<void> {
    await this.drafts.forget(this.database, new Date(this.clock.now().getTime() - DRAFT_DAYS * DAY));
  }
}
