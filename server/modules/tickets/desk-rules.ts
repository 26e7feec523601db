import { Injectable } from '@nestjs/common';
import { Remembered } from '../../platform/database/remembered.js';
import type { Queryable } from '../../platform/database/statement.js';
import { SettingsFacade } from '../settings/settings.facade.js';
import type { Lifecycle, LifecycleRules } from './domain/ticket-lifecycle.js';
import { LifecycleBell } from './lifecycle-bell.js';
import { LifecycleRepository } from './persistence/lifecycle.repository.js';
import { TICKETS } from './tickets.settings.js';

/** What administrators have decided about the life of tickets, from memory: cheap enough for every request. */
@Injectable()
export class DeskRules {
  private readonly lifecycle: Remembered<Lifecycle>;

  constructor(
    repository: LifecycleRepository,
    bell: LifecycleBell,
    private readonly settings: SettingsFacade,
  ) {
    this.lifecycle = new Remembered(bell, async (from) => (await repository.newest(from)).lifecycle);
  }

  /** `from`: the caller's transaction, which is asked when nothing is remembered. */
  async read(from?: Queryable): Promise<LifecycleRules> {
    const { statuses, transitions } = await this.lifecycle.read(from);
    const { reopenWindowDays, autoCloseDays, onlyAdminsApprove } = await this.settings.read(TICKETS, from);
    return { statuses, transitions, reopenWindowDays, autoCloseDays, onlyAdminsApprove };
  }
}
