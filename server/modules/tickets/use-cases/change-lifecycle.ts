import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { versionStale } from '../../../kernel/common.errors.js';
import { settingsIdFor } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { lifecycleProblems } from '../domain/lifecycle-problems.js';
import { isSameLifecycle, withWords, type LifecycleWish } from '../domain/stored-lifecycle.js';
import { LifecycleBell } from '../lifecycle-bell.js';
import { LifecycleRepository } from '../persistence/lifecycle.repository.js';
import { lifecycleInvalid } from '../tickets.errors.js';
import type { LifecycleEvents, LifecycleTexts } from '../tickets.events.js';

/**
 * An administrator leaves another lifecycle: a new version, from the next request on and in every process. Tickets stay
 * where they are; only what leads on from there changes.
 */
@Injectable()
export class ChangeLifecycle {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: LifecycleRepository,
    private readonly events: EventLog,
    private readonly bell: LifecycleBell,
    private readonly clock: Clock,
  ) {}

  /** `seen`: the version it is based on, 412 when there is a newer one; null: whatever there is. */
  async execute(call: PersonCall, wish: LifecycleWish, seen: number | null): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const { version: before, lifecycle: present } = await this.repository.lock(tx);
      if (seen !== null && seen !== before) {
        throw versionStale(before);
      }
      const lifecycle = withWords(present, wish);
      const problems = lifecycleProblems(lifecycle);
      if (problems.length > 0) {
        throw lifecycleInvalid(problems);
      }
      if (isSameLifecycle(present, lifecycle)) {
        return;
      }
      const version = before + 1;
      await this.repository.add(tx, version, lifecycle, { now: this.clock.now(), by: call.actor.id });
      const change: LifecycleEvents['lifecycle.changed'] = { version };
      const texts: LifecycleTexts = { before: present, after: lifecycle };
      await this.events.append(tx, call, [
        {
          name: 'lifecycle.changed',
          subject: { type: 'lifecycle', id: settingsIdFor('lifecycle') },
          audience: 'admin',
          data: change,
          personal: { ...texts },
        },
      ]);
      await this.bell.ring(tx, String(version));
    });
  }
}
