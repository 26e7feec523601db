import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { OutsideSystems, type SystemView } from '../../../platform/outside/outside-systems.js';
import { QueueFacade } from '../../queue/queue.facade.js';

export interface Integration extends SystemView {
  readonly waiting: number;
  readonly dead: number;
}

/** Each other system, and the work that waits for it. */
@Injectable()
export class ShowIntegrations {
  constructor(
    private readonly systems: OutsideSystems,
    private readonly queue: QueueFacade,
  ) {}

  async execute(_call: PersonCall): Promise<Integration[]> {
    const [systems, tasks] = await Promise.all([this.systems.look(), this.queue.unfinished()]);
    return systems.map((system) => {
      const own = tasks.filter(({ type }) => system.taskTypes.includes(type.split(':', 1)[0] ?? type));
      return {
        ...system,
        waiting: own.reduce((sum, { queued, running, failed }) => sum + queued + running + failed, 0),
        dead: own.reduce((sum, { dead }) => sum + dead, 0),
      };
    });
  }
}
