import { Module, type OnModuleInit } from '@nestjs/common';
import { ConfigurationModule } from '../../config/configuration.module.js';
import type { StoredEvent } from '../../kernel/domain-event.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventConsumers } from '../../platform/events/event-consumers.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { OutsideModule } from '../../platform/outside/outside.module.js';
import { OUTSIDE_CALL, TaskHandlers } from '../queue/queue.facade.js';
import { QueueModule } from '../queue/queue.module.js';
import type { TicketEvents } from '../tickets/tickets.events.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { UsersModule } from '../users/users.module.js';
import { CdnModule } from './cdn/cdn.module.js';
import { IntegrationsController } from './outside/integrations.controller.js';
import { ShowIntegrations } from './outside/show-integrations.js';
import { endsRuns } from './workflow/domain/workflow-run.js';
import { WorkflowRunsController } from './workflow/http/workflow-runs.controller.js';
import { ManageRuns } from './workflow/use-cases/manage-runs.js';
import { RepeatRun } from './workflow/use-cases/repeat-run.js';
import { ShowRuns } from './workflow/use-cases/show-runs.js';
import { TellCancelled } from './workflow/use-cases/tell-cancelled.js';
import { WorkflowCallbackController } from './workflow/http/workflow-callback.controller.js';
import { WorkflowSignatureGuard } from './workflow/http/workflow-signature.guard.js';
import { WorkflowRunsRepository } from './workflow/persistence/workflow-runs.repository.js';
import { ApplyReport } from './workflow/use-cases/apply-report.js';
import { BeginRun } from './workflow/use-cases/begin-run.js';
import { EndRun } from './workflow/use-cases/end-run.js';
import { LoadRun } from './workflow/use-cases/load-run.js';
import { ReceiveCallback } from './workflow/use-cases/receive-callback.js';
import { RecordRun } from './workflow/use-cases/record-run.js';
import { SendRun } from './workflow/use-cases/send-run.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';
import { CALL_TIMEOUT, SEND_TASK, WorkflowClient } from './workflow/workflow.client.js';

/**
 * Owns the conversations with external systems that are about tickets: one folder each, beginning with the Workflow system.
 * Refuses to change a ticket itself: that is asked of the tickets module, under the same lifecycle as everybody.
 */
@Module({
  imports: [
    CdnModule,
    ConfigurationModule,
    OutsideModule,
    DatabaseModule,
    EventsModule,
    QueueModule,
    UsersModule,
    TicketsModule,
    WebhooksModule,
  ],
  controllers: [IntegrationsController, WorkflowCallbackController, WorkflowRunsController],
  providers: [
    ApplyReport,
    BeginRun,
    EndRun,
    LoadRun,
    ManageRuns,
    ReceiveCallback,
    RecordRun,
    RepeatRun,
    SendRun,
    ShowIntegrations,
    ShowRuns,
    TellCancelled,
    WorkflowClient,
    WorkflowRunsRepository,
    WorkflowSignatureGuard,
  ],
})
export class IntegrationsModule implements OnModuleInit {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly handlers: TaskHandlers,
    private readonly beginRun: BeginRun,
    private readonly sendRun: SendRun,
    private readonly endRun: EndRun,
  ) {}

  onModuleInit(): void {
    this.consumers.register({
      name: 'workflow.begin-run',
      events: ['ticket.status_changed'],
      handle: (event, context) => (isEnd(event) ? this.endRun.ofTicket(event) : this.beginRun.execute(event, context)),
    });
    this.handlers.register({
      type: SEND_TASK,
      retry: OUTSIDE_CALL,
      timeoutMs: CALL_TIMEOUT + 2_000,
      concurrency: 4,
      handle: ({ runId }, context) => this.sendRun.execute(String(runId), context),
    });
  }
}

function isEnd({ data }: StoredEvent): boolean {
  return endsRuns((data as TicketEvents['ticket.status_changed']).to);
}
