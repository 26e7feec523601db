import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/statement.js';
import { SettingsFacade } from '../settings/settings.facade.js';
import type { Lifecycle, LifecycleRules } from './domain/ticket-lifecycle.js';
import { LifecycleBell } from './lifecycle-bell.js';
import { LifecycleRepository } from './persistence/lifecycle.repository.js';
import { TICKETS } from './tickets.settings.js';

/** Remembered for this long at most, in milliseconds: the net under lost notifications. */
const REMEMBER = 15_000;

/**
 * What administrators have decided about the life of tickets, from memory: cheap enough for every request. A change made
 * by this process counts from its commit on, one made elsewhere a moment later; while other processes cannot be heard, the
 * database is asked every time.
 */
@Injectable()
export class DeskRules {
  private remembered: { readonly lifecycle: Lifecycle; readonly until: number } | null = null;
  /** Grows with every drop: an answer that was on its way during a drop is used, but not remembered. */
  private drops = 0;

  constructor(
    private readonly repository: LifecycleRepository,
    private readonly bell: LifecycleBell,
    private readonly settings: SettingsFacade,
  ) {
    bell.onChange(() => {
      this.drops += 1;
      this.remembered = null;
    });
  }

  /** `from`: the caller's transaction, which is asked when nothing is remembered. */
  async read(from?: Queryable): Promise<LifecycleRules> {
    const { statuses, transitions } = await this.lifecycle(from);
    const { reopenWindowDays, autoCloseDays, onlyAdminsApprove } = await this.settings.read(TICKETS, from);
    return { statuses, transitions, reopenWindowDays, autoCloseDays, onlyAdminsApprove };
  }

  private async lifecycle(from?: Queryable): Promise<Lifecycle> {
    if (!this.bell.hearsOthers) {
      return (await this.repository.newest(from)).lifecycle;
    }
    if (this.remembered !== null && this.remembered.until > performance.now()) {
      return this.remembered.lifecycle;
    }
    const before = this.drops;
    const { lifecycle } = await this.repository.newest(from);
    if (before === this.drops) {
      this.remembered = { lifecycle, until: performance.now() + REMEMBER };
    }
    return lifecycle;
  }
}
