import { Injectable } from '@nestjs/common';
import { actorPermissions } from '../../../../kernel/actor.js';
import type { PersonCall } from '../../../../kernel/call.js';
import { permissionDenied } from '../../../../kernel/common.errors.js';
import type { Page } from '../../../../kernel/page.js';
import { Database } from '../../../../platform/database/database.js';
import { TicketsFacade } from '../../../tickets/tickets.facade.js';
import { WorkflowRunsRepository, type RunFilter, type RunSight } from '../persistence/workflow-runs.repository.js';

/** Runs as people see them. */
@Injectable()
export class ShowRuns {
  constructor(
    private readonly database: Database,
    private readonly runs: WorkflowRunsRepository,
    private readonly tickets: TicketsFacade,
  ) {}

  async list(_call: PersonCall, filter: RunFilter): Promise<Page<RunSight>> {
    return this.runs.page(this.database, filter);
  }

  /** The run of a ticket that lives, or its last; 404 for a ticket the caller may not see, 403 for who does not work on it. */
  async ofTicket(call: PersonCall, ref: string): Promise<RunSight | null> {
    if (!actorPermissions(call.actor).includes('ticket:work')) {
      await this.tickets.assertVisible(call, ref);
      throw permissionDenied();
    }
    const { id } = await this.tickets.inWords(call, ref);
    return this.runs.latest(this.database, id);
  }
}
